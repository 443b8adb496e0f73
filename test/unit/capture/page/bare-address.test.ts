import { expect, it } from "vitest";
import { bareAddress } from "../../../../lib/capture/page/bare-address";

it.each([
  ["https://me:secret@gallery.test/a.jpg?b#c", "https://gallery.test/a.jpg?b#c"],
  ["HTTP://me@gallery.test/a.jpg", "http://gallery.test/a.jpg"],
  ["http://gallery.test", "http://gallery.test"],
  ["data:image/png,//me:secret@a", "data:image/png,//me:secret@a"],
  ["http://", "http://"],
])("%s is asked for as %s", (address, bare) => {
  expect(bareAddress(address)).toBe(bare);
});

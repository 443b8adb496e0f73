import { expect, it } from "vitest";
import { nameOtherLayer } from "../../../lib/convert/refuse-layer";

it.each([
  ["MP3 of MPEG-1", 0xfb, null],
  ["MP3 of MPEG-2", 0xf3, null],
  ["MP3 of MPEG-2.5, without a checksum", 0xe3, null],
  ["MP2 of MPEG-1", 0xfd, "MP2"],
  ["MP2 of MPEG-2", 0xf5, "MP2"],
  ["MP1", 0xff, "MP1"],
])("MPEG audio tells its layer: %s", (_name, second, name) => {
  expect(nameOtherLayer(Uint8Array.of(0xff, second, 0x90, 0))).toBe(name);
});

import { expect, it } from "vitest";
import { nameCodec } from "../../../lib/convert/codec-name";

it.each([
  ["hevc", "HEVC"],
  ["avc", "H.264"],
  ["prores", "ProRes"],
  ["jpeg", "Motion JPEG"],
  ["V_MJPEG", "Motion JPEG"],
  ["ac3", "AC-3"],
  ["dvc ", "DVC"],
  [null, ""],
])("a coding is called by the name that people know: %s", (id, name) => {
  expect(nameCodec(id)).toBe(name);
});

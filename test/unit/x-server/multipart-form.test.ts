import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMultipartForm } from "../../x-server/multipart-form";
import { multipart } from "./api-client";

const type = "multipart/form-data; boundary=edge";

describe("a multipart form", () => {
  it("gives back every part byte for byte", () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom("\r\n", "--", "\r\n--", "--edg", "\r\n\r\n").map((text) => Buffer.from(text)),
    );
    const bytes = fc.array(piece).map((pieces) => Buffer.concat(pieces));
    fc.assert(
      fc.property(bytes, fc.stringMatching(/^[0-9]{0,3}$/), (media, segment_index) => {
        // The form itself ends a line right before the bytes.
        fc.pre(!Buffer.concat([Buffer.from("\r\n"), media]).includes("\r\n--edge"));
        for (const fields of [
          { media, segment_index },
          { segment_index, media },
        ]) {
          const reading = parseMultipartForm(type, multipart(fields));
          const parts = reading.kind === "parts" ? reading.parts : [];
          expect(parts.map(({ name }) => name)).toEqual(Object.keys(fields));
          expect(parts.find(({ name }) => name === "media")?.bytes.equals(media)).toBe(true);
        }
      }),
    );
  });

  it("is malformed when cut anywhere", () => {
    const body = multipart({ media: Buffer.from("bytes"), segment_index: "3" });
    for (let length = 0; length < body.length - 2; length++) {
      expect(parseMultipartForm(type, body.subarray(0, length)).kind).toBe("malformed");
    }
  });

  it("is malformed without a boundary in its type", () => {
    expect(parseMultipartForm("multipart/form-data", multipart({ a: "b" }))).toEqual({
      kind: "malformed",
      reason: "no boundary",
    });
  });
});

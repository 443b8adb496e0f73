import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutBlob, joinParts } from "../../../../lib/capture/bytes/cut-blob";

const someBytes = fc.uint8Array({ maxLength: 50 }).map((bytes) => Uint8Array.from(bytes));

describe("a blob that is cut", () => {
  it("holds the range, and is itself when that is all of it", async () => {
    await fc.assert(
      fc.asyncProperty(someBytes, fc.nat(60), fc.nat(60), async (bytes, startByte, endByte) => {
        const blob = new Blob([bytes]);
        const cut = cutBlob(blob, startByte, Math.max(startByte, endByte));
        expect(await cut.bytes()).toEqual(bytes.slice(startByte, Math.max(startByte, endByte)));
        expect(cut === blob).toBe(startByte === 0 && endByte >= blob.size);
      }),
    );
  });
});

describe("parts that are joined", () => {
  it("are there in their order; a single blob is itself", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someBytes, { minLength: 1, maxLength: 5 }), async (all) => {
        const parts = all.map((bytes, index) => (index % 2 === 0 ? new Blob([bytes]) : bytes));
        const joined = joinParts(parts);
        expect(await joined.bytes()).toEqual(Uint8Array.from(all.flatMap((bytes) => [...bytes])));
        expect(joined === parts[0]).toBe(parts.length === 1);
      }),
    );
  });
});

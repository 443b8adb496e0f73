import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import type { ConversionTask } from "../../../lib/convert/conversion-task";
import { runConversion } from "../../../lib/convert/run-conversion";
import type { Conversion } from "../../../lib/media/conversion";
import { appendChunk } from "../../../lib/store/byte-store";
import { attachmentIn } from "../jobs/example-records";
import { freshDatabase, keep } from "../store/fresh-database";

beforeEach(freshDatabase);

const source = { type: "mpeg-ts", totalBytes: 6 } as const;
const JOIN: Conversion = { kind: "stream", source, runs: [] };
const CONVERT: Conversion = { kind: "video", source, trimToMs: null };

const PROMISED = {
  durationMs: 4000,
  startMs: 0,
  mayLackMs: 0,
  leastFrames: 60,
  mostFrames: 60,
  hasSound: true,
  isCopied: false,
};

/** A film whose table of samples says that it is coded in another way than it is. */
function filmCodedAs(coding: string): Uint8Array<ArrayBuffer> {
  const film = readFileSync(new URL("../../pages/media/lighthouse.mp4", import.meta.url));
  film.write(coding, film.lastIndexOf("avc1"), "latin1");
  return new Uint8Array(film);
}

/** Runs a conversion that makes a film of 60 frames. */
async function make(conversion: Conversion, film: Uint8Array<ArrayBuffer>) {
  await keep({ attachments: [attachmentIn("capturing")] });
  const transfer = { doneBytes: 6, totalBytes: 6, bytesPerSecond: 0 };
  await appendChunk("picture", 0, new Blob(["source"]), transfer, 1);
  await keep({ attachments: [attachmentIn("converting", { conversion })] });
  const write = async (_conversion: Conversion, { file }: ConversionTask) => {
    await file.write(film, 0);
    return PROMISED;
  };
  return runConversion("picture", write, () => undefined);
}

describe("a film that was made", () => {
  it("goes on where it was only joined and has a coding that nobody can clean: it is converted yet", async () => {
    expect(await make(JOIN, filmCodedAs("hev1"))).toMatchObject({ durationMs: 4000 });
  });

  it("fails where it would go to X with data that nobody can find", async () => {
    const failure = make(CONVERT, filmCodedAs("hev1"));
    await expect(failure).rejects.toMatchObject({
      error: { code: "conversion-failed", details: { name: "HiddenData" } },
    });
  });

  it("is taken where X takes its coding", async () => {
    expect(await make(CONVERT, filmCodedAs("avc1"))).toMatchObject({ widthPx: 640 });
  });
});

describe("a film at which the decoder gives up", () => {
  /** Fails as a decoder does unless it is told that the film is damaged. */
  async function convertDamaged(conversion: Conversion, name: string) {
    await keep({ attachments: [attachmentIn("capturing")] });
    const transfer = { doneBytes: 6, totalBytes: 6, bytesPerSecond: 0 };
    await appendChunk("picture", 0, new Blob(["source"]), transfer, 1);
    await keep({ attachments: [attachmentIn("converting", { conversion })] });
    const tries: boolean[] = [];
    const convert = async (_conversion: Conversion, { file, isDamaged }: ConversionTask) => {
      tries.push(isDamaged);
      await file.write(filmCodedAs("avc1"), 0);
      if (!isDamaged) throw new DOMException("", name);
      return PROMISED;
    };
    const made = runConversion("picture", convert, () => undefined);
    return { made, tries };
  }

  it.each(["EncodingError", "DataError"])(
    "is converted once more, with what can be shown, after an %s",
    async (name) => {
      const { made, tries } = await convertDamaged(CONVERT, name);
      expect(await made).toMatchObject({ widthPx: 640 });
      expect(tries).toEqual([false, true]);
    },
  );

  it("is not tried again for what is no decoder's failure", async () => {
    const { made, tries } = await convertDamaged(CONVERT, "NotSupportedError");
    await expect(made).rejects.toMatchObject({ error: { code: "conversion-failed" } });
    expect(tries).toEqual([false]);
  });
});

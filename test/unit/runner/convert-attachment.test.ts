import { beforeEach, describe, expect, it } from "vitest";
import type { Captured } from "../../../lib/capture/capture-attachment";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import { type AttachmentEffects, stepAttachment } from "../../../lib/runner/run-attachment";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import type { CaptureSource } from "../../../lib/jobs/capture-source";
import { appendChunk, clipIdOf } from "../../../lib/store/byte-store";
import { beginConvertedBytes, putConvertedRun } from "../../../lib/store/converted-bytes";
import { freshDatabase, keep } from "../store/fresh-database";
import { forEveryAccount, never, scriptedX } from "../x/scripted-x";
import { attachmentIn, CONVERSION, SOURCE, VIDEO } from "../jobs/example-records";
import { readAllBytes } from "../store/read-all-bytes";

beforeEach(async () => {
  await freshDatabase();
  await keep({ attachments: [attachmentIn("capturing")] });
  const transfer = { doneBytes: 6, totalBytes: 6, bytesPerSecond: 0 };
  await appendChunk("picture", 0, new Blob(["source"]), transfer, 1);
});

/** Takes one step with what capturing and converting come to. */
async function step(
  outcome: { captured?: Captured; convert?: AttachmentEffects["convert"] },
  signal: AbortSignal = never,
) {
  const { connection } = scriptedX();
  const effects: AttachmentEffects = {
    x: forEveryAccount({ ...connection, now: () => 9000 }),
    capture: () =>
      outcome.captured === undefined
        ? Promise.reject(new Error("Nothing to capture"))
        : Promise.resolve(outcome.captured),
    convert: outcome.convert ?? (() => Promise.reject(new Error("Nothing to convert"))),
    drawThumbnail: () => Promise.resolve(null),
    random: () => 0,
    sleepUntil: () => Promise.reject(new Error("Nothing to wait for")),
  };
  const next = await stepAttachment("picture", effects, signal);
  return { next, attachment: await getAttachment("picture") };
}

const toConverting = () =>
  updateAttachment("picture", { type: "conversion-needed", conversion: CONVERSION }, 2);
const bytes = async () => (await readAllBytes("picture"))?.text();

const clipBytes = async () => (await readAllBytes(clipIdOf("picture")))?.text();

/** A video that stood at a moment when it was clicked. */
const standingAt = (atMs: number): CaptureSource => ({
  ...SOURCE,
  element: "video",
  offer: {
    urls: [],
    shownIsPlaceholder: false,
    isProtected: false,
    frameUrl: SOURCE.pageUrl,
    film: { durationMs: 0, isLive: false, atMs, widthPx: 0, heightPx: 0, language: "", loaded: [] },
  },
});

/** Cuts a clip as the hidden page does. */
const cut: AttachmentEffects["convert"] = async () => {
  const fileId = clipIdOf("picture");
  const base = await beginConvertedBytes(fileId);
  await putConvertedRun("picture", base, 0, new TextEncoder().encode("clip"), fileId);
  return { media: { ...VIDEO, totalBytes: 4 }, thumbnail: null };
};

/** Converts as the hidden page does. */
const convert: AttachmentEffects["convert"] = async () => {
  const base = await beginConvertedBytes("picture");
  await putConvertedRun("picture", base, 0, new TextEncoder().encode("converted"));
  return { media: { ...VIDEO, totalBytes: 9 }, thumbnail: null };
};

describe("captured bytes that X would not take", () => {
  it("are converted, and what is uploaded then tells what it was", async () => {
    const captured = { verdict: "convert", conversion: CONVERSION } as const;
    expect((await step({ captured })).attachment).toMatchObject({ state: "converting" });
    const { next, attachment } = await step({ convert });
    expect(next).toEqual({ due: "now" });
    expect(attachment).toMatchObject({
      state: "uploading",
      media: { totalBytes: 9, convertedFrom: CONVERSION.source },
    });
    expect(await bytes()).toBe("converted");
  });

  it("of a video that is too long are kept, and 30 seconds around the click are cut of them", async () => {
    const media = { ...VIDEO, durationMs: 1_300_000 };
    const captured: Captured = {
      verdict: "trimmable",
      media,
      conversion: CONVERSION,
      refusal: {
        code: "too-long",
        details: { category: "tweet_video", limit: 1_200_000, actual: 1_300_000, unit: "ms" },
      },
      trimToMs: 1_200_000,
    };
    await keep({ attachments: [attachmentIn("capturing", { source: standingAt(600_000) })] });
    expect((await step({ captured })).attachment).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", span: { startMs: 585_000, endMs: 615_000 } },
      clip: { longestMs: 1_200_000, filmMs: 1_300_000, original: { media } },
    });
    const { attachment } = await step({ convert: cut });
    expect(attachment).toMatchObject({ state: "uploading", media: { totalBytes: 4 } });
    expect([await bytes(), await clipBytes()]).toEqual(["source", "clip"]);
  });

  it("are cut in the same way where only their conversion tells how long they are", async () => {
    await toConverting();
    const details = { trimToMs: 1_200_000, filmMs: 1_300_000 };
    const error = jobError("too-long", "conversion", { details });
    const { attachment } = await step({ convert: () => Promise.reject(new JobFailure(error)) });
    expect(attachment).toMatchObject({
      state: "converting",
      conversion: { kind: "clip", source: CONVERSION.source, span: { startMs: 0, endMs: 30_000 } },
    });
  });

  it("of joined pieces that are too long together take the place of the pieces first", async () => {
    const runs = [
      { carries: "picture-and-sound", startByte: 0, endByte: 6, clock: 0, atMs: 0 },
    ] as const;
    const conversion = { kind: "stream", source: CONVERSION.source, runs } as const;
    await updateAttachment("picture", { type: "conversion-needed", conversion }, 2);
    const media = { ...VIDEO, totalBytes: 9, durationMs: 1_300_000 };
    const further = {
      verdict: "trimmable",
      media,
      conversion: { kind: "video", source: { type: "video/mp4", totalBytes: 9 }, trimToMs: null },
      refusal: {
        code: "too-long",
        details: { category: "tweet_video", limit: 1_200_000, actual: 1_300_000, unit: "ms" },
      },
      trimToMs: 1_200_000,
    } as const;
    const join: AttachmentEffects["convert"] = async (...args) => {
      await convert(...args);
      return { further };
    };
    const { attachment } = await step({ convert: join });
    expect(attachment).toMatchObject({
      conversion: { kind: "clip" },
      clip: { original: { media } },
    });
    expect(await bytes()).toBe("converted");
  });
});

describe("a conversion of a picture that the page shows", () => {
  const refused = jobError("conversion-unsupported", "conversion");
  const refuse = () => step({ convert: () => Promise.reject(new JobFailure(refused)) });
  const offer = {
    urls: ["https://cdn.test/large.avif"],
    shownIsPlaceholder: false,
    isProtected: false,
    frameUrl: "https://page.test/",
  };
  const keepVersion = async (version: number) => {
    await freshDatabase();
    const source = { ...SOURCE, offer, version };
    await keep({ attachments: [attachmentIn("capturing", { source })] });
    const conversion = { kind: "picture", source: { type: "avif", totalBytes: 9000 } } as const;
    await updateAttachment("picture", { type: "conversion-needed", conversion }, 2);
  };

  it("that fails is followed by that of the next version, down to the pixels on the screen", async () => {
    for (const version of [0, 1]) {
      await keepVersion(version);
      const { next, attachment } = await refuse();
      expect(next).toEqual({ due: "now" });
      expect(attachment).toMatchObject({
        state: "capturing",
        source: { refused: { firstVersion: version + 1, error: refused } },
      });
    }
  });

  it("fails where no version is left, and where the page would take as long to draw it", async () => {
    await keepVersion(2);
    expect((await refuse()).attachment).toMatchObject({ state: "failed", error: refused });
    await keepVersion(1);
    const error = jobError("conversion-failed", "conversion", { details: { name: "TooComplex" } });
    const { attachment } = await step({ convert: () => Promise.reject(new JobFailure(error)) });
    expect(attachment).toMatchObject({ state: "failed", error });
  });

  it("is tried from the best version on when the person tries again", async () => {
    await keepVersion(0);
    await refuse();
    const event = { type: "failed", error: refused } as const;
    await updateAttachment("picture", event, 3);
    const retried = await updateAttachment("picture", { type: "retried" }, 4);
    expect(retried?.attachment.source).not.toHaveProperty("refused");
  });
});

describe("a conversion", () => {
  beforeEach(toConverting);

  it("that fails keeps the source for a retry, with the error's own code", async () => {
    const error = jobError("conversion-unsupported", "conversion", { details: { codec: "HEVC" } });
    const { attachment } = await step({ convert: () => Promise.reject(new JobFailure(error)) });
    expect(attachment).toMatchObject({
      state: "failed",
      error,
      resume: { from: "conversion", conversion: CONVERSION },
    });
    expect(await bytes()).toBe("source");
  });

  it.each(["conversion-failed", "conversion-unsupported", "truncated-file"] as const)(
    "of a file in which data may be hidden says so where it fails (%s)",
    async (code) => {
      await keep({
        attachments: [
          attachmentIn("converting", {
            id: "picture",
            // On no page, whose pixels would be left.
            source: { ...SOURCE, way: "file", url: "" },
            conversion: { kind: "picture", source: CONVERSION.source, because: "hidden-data" },
          }),
        ],
      });
      const failure = new JobFailure(jobError(code, "conversion"));
      const { attachment } = await step({ convert: () => Promise.reject(failure) });
      expect(attachment).toMatchObject({
        state: "failed",
        error: { code: "hidden-data", stage: "conversion", details: { name: code } },
        resume: { from: "conversion" },
      });
    },
  );

  it("whose page has died is begun anew, and given up after three times", async () => {
    const died = { convert: () => Promise.resolve(null) };
    for (const attempts of [1, 2, 3]) {
      const { next, attachment } = await step(died);
      expect(next).toEqual({ due: "now" });
      expect(attachment).toMatchObject({ state: "converting", attempts });
    }
    expect((await step(died)).attachment).toMatchObject({
      state: "failed",
      error: { code: "conversion-failed" },
    });
  });

  it("is counted before it begins: what brings the worker down is counted too", async () => {
    let seen: unknown;
    await step({
      async convert() {
        seen = await getAttachment("picture");
        return null;
      },
    });
    expect(seen).toMatchObject({ attempts: 1 });
  });

  it("that was cancelled in the meantime changes nothing", async () => {
    const abort = new AbortController();
    const { next, attachment } = await step(
      {
        async convert(...args) {
          const converted = await convert(...args);
          await updateAttachment("picture", { type: "cancelled" }, 9000);
          abort.abort();
          return converted;
        },
      },
      abort.signal,
    );
    expect(next).toEqual({ due: "never" });
    expect(attachment).toMatchObject({ state: "cancelled" });
  });
});

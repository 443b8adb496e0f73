import { beforeEach, describe, expect, it } from "vitest";
import type { Captured } from "../../../lib/capture/capture-attachment";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import { trimAttachment } from "../../../lib/commands/draft-commands";
import { type AttachmentEffects, stepAttachment } from "../../../lib/runner/run-attachment";
import { getAttachment } from "../../../lib/store/attachment-store";
import { updateAttachment } from "../../../lib/store/update-attachment";
import { appendChunk } from "../../../lib/store/byte-store";
import { beginConvertedBytes, putConvertedRun } from "../../../lib/store/converted-bytes";
import { freshDatabase, keep } from "../store/fresh-database";
import { forEveryAccount, never, scriptedX } from "../x/scripted-x";
import { attachmentIn, CONVERSION, SOURCE, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "./idle-runner";
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

  it("of a video that is too long are kept, and cut when the person says so", async () => {
    const captured: Captured = {
      verdict: "trimmable",
      media: VIDEO,
      conversion: CONVERSION,
      refusal: {
        code: "too-long",
        details: { category: "tweet_video", limit: 1_200_000, actual: 1_300_000, unit: "ms" },
      },
      trimToMs: 1_200_000,
    };
    expect((await step({ captured })).attachment).toMatchObject({
      state: "failed",
      error: { code: "too-long", details: { limit: 1_200_000, trimToMs: 1_200_000 } },
      media: VIDEO,
    });
    expect(await bytes()).toBe("source");
    const runner = new IdleRunner();
    await trimAttachment("picture", { runner, now: () => 9000 });
    expect(runner.told).toEqual(["wake attachment picture"]);
    expect(await getAttachment("picture")).toMatchObject({
      state: "converting",
      conversion: { trimToMs: 1_200_000 },
    });
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

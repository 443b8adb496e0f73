import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { explainError } from "../../../lib/errors/explain-error";
import { ERROR_CODES, type ErrorCode } from "../../../lib/errors/error-codes";
import { jobError } from "../../../lib/errors/job-error";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("./translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});

/** What the sentences look for in an error's details, any of which may be missing. */
const NUMBERS = [
  "limit",
  "actual",
  "httpStatus",
  "widthPx",
  "heightPx",
  "minSidePx",
  "maxLongSidePx",
  "maxShortSidePx",
  "maxLongToShort",
];
const TEXTS = ["category", "origin", "host", "detected", "codec", "name", "rule", "username"];

const MIB = 1024 * 1024;

function sentenceOf(code: ErrorCode, details: Record<string, string | number>): string {
  return explainError(jobError(code, "capture", { details })).sentence;
}

const SERVER = {
  httpStatus: 200,
  code: "1",
  name: "InvalidMedia",
  title: null,
  detail: null,
  message: "Unsupported video format",
  problem: null,
  transactionId: null,
};

describe("every error", () => {
  it.each(ERROR_CODES)("%s has a sentence and a next step", (code) => {
    const { sentence, nextStep } = explainError(jobError(code, "upload"));
    for (const text of [sentence, nextStep]) {
      expect(text).toMatch(/^\p{Lu}.*\.$/u);
      expect(text).not.toMatch(/undefined|null|NaN|\$\d/);
    }
  });

  it("has a sentence of its own", () => {
    const sentences = ERROR_CODES.map((code) => explainError(jobError(code, "post")).sentence);
    expect(new Set(sentences).size).toBe(ERROR_CODES.length);
  });

  it("can be said whatever its details are, or lack", () => {
    const text = fc.constantFrom("tweet_image", "min-side", "max-size", "aspect-ratio", "");
    const details = fc
      .tuple(
        fc.dictionary(fc.constantFrom(...NUMBERS), fc.nat()),
        fc.dictionary(fc.constantFrom(...TEXTS), text),
      )
      .map(([numbers, texts]) => ({ ...numbers, ...texts }));
    fc.assert(
      fc.property(fc.constantFrom(...ERROR_CODES), details, (code, given) => {
        const sentence = sentenceOf(code, given);
        expect(sentence).not.toBe("");
        expect(sentence).not.toMatch(/undefined|null|NaN|\$\d/);
      }),
    );
  });
});

describe("a broken limit says which, and by how much", () => {
  it.each([
    ["tweet_image", "This image is 7.3 MB, which is 2.3 MB over X’s limit of 5 MB."],
    ["tweet_gif", "This GIF is 7.3 MB, which is 2.3 MB over X’s limit of 5 MB."],
    ["tweet_video", "This video is 7.3 MB, which is 2.3 MB over X’s limit of 5 MB."],
  ])("for the size of a %s", (category, sentence) => {
    const details = { category, limit: 5 * MIB, actual: 7.3 * MIB, unit: "bytes" };
    expect(sentenceOf("too-large", details)).toBe(sentence);
  });

  it("for a long and for a short video", () => {
    const minutes = (count: number) => count * 60_000;
    expect(sentenceOf("too-long", { limit: minutes(20), actual: minutes(20.5) })).toBe(
      "This video lasts 20 min 30 sec, which is 30 sec over X’s limit of 20 min.",
    );
    expect(sentenceOf("too-short", { limit: 500, actual: 300 })).toBe(
      "This video lasts 0.3 sec; X takes none below 0.5 sec.",
    );
  });

  it("for the frames and the pixels of a GIF", () => {
    expect(sentenceOf("too-many-frames", { limit: 350, actual: 1400 })).toBe(
      "This GIF has 1,400 frames, which is 1,050 over X’s limit of 350.",
    );
    expect(sentenceOf("too-many-pixels", { limit: 300e6, actual: 312.5e6 })).toBe(
      "This GIF has 312.5 million pixels over all its frames, which is 12.5 million over X’s limit of 300 million.",
    );
  });

  it.each([
    [
      { rule: "min-side", minSidePx: 32 },
      "This is 20 × 10 pixels; X needs at least 32 on each side.",
    ],
    [
      { rule: "max-size", maxLongSidePx: 12, maxShortSidePx: 8 },
      "This GIF is 20 × 10 pixels; X takes up to 12 × 8.",
    ],
    [
      { rule: "aspect-ratio", maxLongToShort: 3 },
      "This video is 20 × 10 pixels; its long side may be at most 3 times its short side.",
    ],
  ])("for width and height: %j", (rule, sentence) => {
    expect(sentenceOf("dimensions", { widthPx: 20, heightPx: 10, ...rule })).toBe(sentence);
  });
});

describe("an error names what it is about", () => {
  it("the site that may not be read", () => {
    expect(sentenceOf("permission-refused", { origin: "https://cdn.example/*" })).toContain(
      "cdn.example,",
    );
  });

  it.each([
    "source-not-found",
    "source-forbidden",
    "source-http-error",
    "source-unreachable",
    "redirect-failed",
    "capture-stalled",
  ] as const)("the site of %s", (code) => {
    expect(sentenceOf(code, { host: "cdn.example", httpStatus: 403 })).toMatch(
      /^cdn\.example[ ,]/u,
    );
    expect(sentenceOf(code, { host: "", httpStatus: 403 })).not.toContain("cdn.example");
  });

  it("the HTTP status of a site's refusal", () => {
    expect(sentenceOf("source-forbidden", { host: "cdn.example", httpStatus: 403 })).toBe(
      "cdn.example refused to hand over the file (HTTP 403).",
    );
  });

  it("the type that X does not take", () => {
    expect(sentenceOf("unsupported-type", { detected: "avif" })).toBe(
      "X does not take AVIF files.",
    );
    expect(sentenceOf("unsupported-type", { detected: "sound" })).toBe(
      "This file has sound but no picture.",
    );
    expect(sentenceOf("unsupported-type", { detected: "unknown" })).not.toContain("UNKNOWN");
  });

  it("the type or the coding that this browser cannot convert", () => {
    expect(sentenceOf("conversion-unsupported", { detected: "heic" })).toBe(
      "X does not take HEIC files, and this browser cannot convert this one.",
    );
    expect(sentenceOf("conversion-unsupported", { codec: "HEVC" })).toBe(
      "This file uses HEVC, which this browser cannot convert for X.",
    );
  });

  it("how many pixels an image has over what can be decoded", () => {
    const details = { category: "tweet_image", actual: 900_000_000, limit: 100_000_000 };
    expect(sentenceOf("too-many-pixels", details)).toBe(
      "This image has 900 million pixels, which is 800 million over the 100 million that can be converted.",
    );
  });

  it("to what length a video can be trimmed, which then is the way out", () => {
    for (const code of ["too-long", "too-large"] as const) {
      const error = jobError(code, "capture", { details: { trimToMs: 20 * 60_000 } });
      expect(explainError(error)).toMatchObject({
        action: "trim",
        nextStep: "Trim it to the first 20 min, or remove it and pick a shorter video.",
      });
      expect(explainError(jobError(code, "capture")).action).toBe("remove");
    }
  });

  it("a web page in the place of a picture", () => {
    expect(sentenceOf("not-media", { detected: "html" })).toContain("web page");
  });

  it("X's name, code and message of a processing error", () => {
    const error = jobError("processing-failed", "processing", { server: SERVER });
    expect(explainError(error).sentence).toBe(
      "X could not process the file (InvalidMedia 1: Unsupported video format).",
    );
    expect(explainError(error).action).toBe("remove");
    const details = { remedy: "convert" } as const;
    const mendable = jobError("processing-failed", "processing", { server: SERVER, details });
    expect(explainError(mendable)).toMatchObject({
      action: "convert",
      nextStep: "Convert it into another file and retry, or remove it and try another version.",
    });
  });

  it("when a rate limit ends", () => {
    const retryAtMs = Date.UTC(2026, 10, 20, 12, 34);
    const error = jobError("rate-limited", "upload", { retryAtMs });
    expect(explainError(error).nextStep).toMatch(/^Retry after Nov \d+, 2026, \d+:34.*\.$/);
  });

  it("X's own sentence where the cause of a refusal is not known, and guesses nothing", () => {
    const detail = "You are not permitted to perform this action.";
    const server = { ...SERVER, httpStatus: 403, name: null, message: null, detail };
    const error = jobError("refused", "post", { server });
    expect(explainError(error)).toEqual({
      sentence: "X has refused this: “You are not permitted to perform this action”.",
      nextStep: "Edit it, or retry.",
      action: "retry",
    });
    const silent = jobError("refused", "post", { server: { ...server, detail: "Forbidden" } });
    expect(explainError(silent).sentence).toBe("X has refused this and does not say why.");
  });

  it("the day on which a spending limit begins anew", () => {
    expect(sentenceOf("spend-cap", { resetDate: "2026-05-13" })).toBe(
      "Your X developer account has reached its spending limit, which holds until May 13, 2026.",
    );
  });

  it("that an account is locked, suspended or barred from crypto addresses, and never to sign in again over it", () => {
    for (const code of ["account-locked", "account-suspended", "crypto-address"] as const) {
      expect(explainError(jobError(code, "post")).action).not.toBe("sign-in");
    }
  });
});

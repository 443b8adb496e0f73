import { describe, expect, it } from "vitest";
import { inspectMedia } from "../../../lib/media/inspect-media";
import { buildPng } from "./build-png";
import { inspectBytes } from "./inspect-bytes";
import { bytesOf } from "./bytes-of";

describe("inspectMedia on everything else", () => {
  it.each([
    ["an empty file", "", { code: "empty-file", details: null }],
    ["a login page", "<!doctype html>", { code: "not-media", details: { detected: "html" } }],
    ["an error in JSON", '{"error":1}', { code: "not-media", details: { detected: "json" } }],
    ["an error in XML", "<Error/>", { code: "not-media", details: { detected: "xml" } }],
    ["a plain text", "Not found", { code: "not-media", details: { detected: "text" } }],
    ["an SVG", "<svg/>", { code: "unsupported-type", details: { detected: "svg" } }],
    ["a playlist", "#EXTM3U", { code: "unsupported-type", details: { detected: "hls" } }],
    ["noise", "\x01\x02\x03", { code: "unsupported-type", details: { detected: "unknown" } }],
  ])("refuses %s by name", async (_name, bytes, refusal) => {
    expect(await inspectBytes(bytes)).toEqual({ ok: false, refusal });
  });

  it("believes the bytes, not the type that came with them", async () => {
    const page = new Blob(["<!doctype html>"], { type: "image/jpeg" });
    expect(await inspectMedia(bytesOf(page))).toMatchObject({ refusal: { code: "not-media" } });
    const picture = new Blob([buildPng()], { type: "text/html" });
    expect(await inspectMedia(bytesOf(picture))).toMatchObject({
      media: { mediaType: "image/png" },
    });
  });
});

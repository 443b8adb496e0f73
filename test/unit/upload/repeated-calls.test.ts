import { beforeEach, describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import { freshDatabase } from "../store/fresh-database";
import { json, noAnswer, NOW_MS, type ScriptedAnswer } from "../x/scripted-x";
import { attachmentIn } from "../jobs/example-records";
import { OPEN, pathsOf, report, runUpload, SEGMENT_ENDS, SENT } from "./run-upload";

const REFUSED = jobError("network", "upload");

beforeEach(freshDatabase);

describe("an upload", () => {
  it("that X had finalized before the worker died is not sent again, only asked about", async () => {
    const { attachment, calls } = await runUpload(attachmentIn("uploading", { session: SENT }), [
      json({ title: "Invalid Request" }, 400),
      report({ state: "succeeded" }),
    ]);
    expect(pathsOf(calls)).toEqual(["/77/finalize", ""]);
    expect(attachment).toMatchObject({ state: "ready", mediaId: "77", mediaKey: "7_77" });
  });

  it.each([
    ["403 that nobody can read", () => json({ title: "Forbidden" }, 403)],
    ["404", () => json({ title: "Not Found" }, 404)],
    ["409", () => json({ title: "Conflict" }, 409)],
    ["503", () => json({ title: "Service Unavailable" }, 503)],
    ["no answer", noAnswer],
    ["a page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
  ])(
    "whose finalize worked, but is answered with %s the second time, is usable",
    async (...row) => {
      const finalized = report({ state: "succeeded" });
      const { attachment, calls } = await runUpload(attachmentIn("uploading", { session: SENT }), [
        row[1],
        finalized,
      ]);
      expect(pathsOf(calls)).toEqual(["/77/finalize", ""]);
      expect(attachment).toMatchObject({ state: "ready", mediaId: "77" });
    },
  );

  it("whose second finalize is limited waits, and asks nothing more", async () => {
    const { attachment, calls } = await runUpload(attachmentIn("uploading", { session: SENT }), [
      json({ title: "Too Many Requests" }, 429),
    ]);
    expect(pathsOf(calls)).toEqual(["/77/finalize"]);
    expect(attachment).toMatchObject({ state: "uploading", wait: { reason: "retry" } });
  });

  it("that X does not know at all is sent anew once, then fails with what finalize said", async () => {
    const refusals = [json({ title: "Segments missing" }, 400), json({ title: "Not found" }, 400)];
    const lost = attachmentIn("uploading", { session: SENT });
    const opened = json({ data: { id: "78" } });
    const again = await runUpload(lost, [
      ...refusals.map((answer) => answer.clone()),
      opened,
      noAnswer,
    ]);
    expect(again.attachment).toMatchObject({ session: { mediaId: "78" }, freshUploads: 1 });
    const { attachment } = await runUpload({ ...lost, freshUploads: 1 }, refusals);
    expect(attachment).toMatchObject({
      state: "failed",
      error: { code: "invalid-request", server: { title: "Segments missing" } },
      resume: { from: "upload", session: null },
    });
  });

  it.each([
    ["a segment", [json({ title: "Not Found" }, 404)]],
    ["a segment that it may have", [json({ title: "Segment is there already" }, 400)]],
    ["the end", [...Array(4).fill(() => new Response(null, { status: 204 })), json({}, 404)]],
  ] as readonly (readonly [string, readonly ScriptedAnswer[]])[])(
    "of which X refuses %s as that of an upload unknown to it is sent anew",
    async (_what, answers) => {
      const cut = { ...OPEN, segmentEnds: SEGMENT_ENDS };
      const opened = () => json({ data: { id: "78" } });
      const cautious = { reason: "retry", untilMs: null, attempts: 1, error: REFUSED } as const;
      const uploading = attachmentIn("uploading", { session: cut, wait: cautious });
      const { attachment } = await runUpload(uploading, [...answers, opened, noAnswer]);
      expect(attachment).toMatchObject({ session: { mediaId: "78" }, freshUploads: 1 });
    },
  );

  it("whose file X does not recognize is not sent anew", async () => {
    const ok = () => new Response(null, { status: 204 });
    const session = { ...OPEN, segmentEnds: SEGMENT_ENDS, acknowledged: [0, 1, 2] };
    const { attachment } = await runUpload(attachmentIn("uploading", { session }), [
      ok,
      new Response("media type unrecognized", { status: 400 }),
    ]);
    expect(attachment).toMatchObject({ state: "failed", error: { code: "invalid-request" } });
    // All of it was sent while it was captured.
    const early = await runUpload(attachmentIn("uploading", { session: SENT }), [
      new Response("media type unrecognized", { status: 400 }),
      json({ title: "Not Found" }, 404),
    ]);
    expect(early.attachment).toMatchObject({ state: "failed", error: { code: "invalid-request" } });
  });
});

describe("processing", () => {
  const processing = attachmentIn("processing", {
    session: SENT,
    nextCheckAtMs: NOW_MS,
    deadlineAtMs: NOW_MS + 60_000,
  });

  it("of a medium that X has lost sends it anew, once", async () => {
    const opened = json({ data: { id: "78" } });
    const lost = () => json({ title: "Not Found" }, 404);
    const { attachment } = await runUpload(processing, [lost, opened, noAnswer]);
    expect(attachment).toMatchObject({ session: { mediaId: "78" }, freshUploads: 1 });
    expect((await runUpload({ ...processing, freshUploads: 1 }, [lost])).attachment).toMatchObject({
      state: "failed",
      error: { code: "invalid-request", stage: "processing" },
    });
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { JobFailure, jobError } from "../../../lib/errors/job-error";
import { retryAttachment } from "../../../lib/commands/draft-commands";
import { type AttachmentEffects, stepAttachment } from "../../../lib/runner/run-attachment";
import { getAttachment } from "../../../lib/store/attachment-store";
import { appendChunk } from "../../../lib/store/byte-store";
import { freshDatabase, keep } from "../store/fresh-database";
import { forEveryAccount, never, scriptedX } from "../x/scripted-x";
import { attachmentIn } from "../jobs/example-records";
import { IdleRunner } from "./idle-runner";

beforeEach(async () => {
  await freshDatabase();
  const { mark: _mark, ...capturing } = attachmentIn("capturing");
  await keep({ attachments: [{ ...capturing, mark: null }] });
});

/** Takes one step with a capture that comes to something, or dies with its worker. */
async function step(capture: AttachmentEffects["capture"]) {
  const { connection } = scriptedX();
  const effects: AttachmentEffects = {
    x: forEveryAccount({ ...connection, now: () => 9000 }),
    capture,
    convert: () => Promise.reject(new Error("Nothing to convert")),
    drawThumbnail: () => Promise.resolve(null),
    random: () => 0,
    sleepUntil: () => Promise.reject(new Error("Nothing to wait for")),
  };
  await stepAttachment("picture", effects, never);
  return getAttachment("picture");
}

/** Resolves when the capture is under way; of its worker nothing is heard any more. */
function die(storedBytes = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    step(async () => {
      if (storedBytes > 0) {
        const transfer = { doneBytes: storedBytes, totalBytes: null, bytesPerSecond: 0 };
        await appendChunk("picture", 0, new Blob([new Uint8Array(storedBytes)]), transfer, 1);
      }
      resolve();
      return new Promise(() => {});
    }).catch(reject);
  });
}

const FAILED = { state: "failed", error: { code: "capture-crashed" } };
const unreachable = () => Promise.reject(new Error("This try is not to be made"));

describe("a capture", () => {
  it("that has brought its worker down three times is failed, by name", async () => {
    for (const begun of [1, 2, 3]) {
      await die();
      expect(await getAttachment("picture")).toMatchObject({
        state: "capturing",
        tries: { begun },
      });
    }
    expect(await step(unreachable)).toMatchObject(FAILED);
  });

  it("that comes further each time is begun as often as it takes", async () => {
    for (const storedBytes of [1, 2, 3, 4, 5, 6]) await die(storedBytes);
    expect(await getAttachment("picture")).toMatchObject({
      state: "capturing",
      tries: { begun: 1 },
    });
  });

  it("that comes as far each time is given up", async () => {
    for (const storedBytes of [8, 8, 8]) await die(storedBytes);
    expect(await step(unreachable)).toMatchObject(FAILED);
  });

  it("that waits for the site has not brought anything down", async () => {
    await die();
    await die();
    const error = jobError("source-unreachable", "capture");
    const waiting = await step(() => Promise.reject(new JobFailure(error)));
    expect(waiting).not.toHaveProperty("tries");
  });

  it("that the person wants once more has all its tries again", async () => {
    for (const storedBytes of [0, 0, 0]) await die(storedBytes);
    await step(unreachable);
    await retryAttachment("picture", { runner: new IdleRunner(), now: () => 9000 });
    const retried = await getAttachment("picture");
    expect(retried).toMatchObject({ state: "capturing" });
    expect(retried).not.toHaveProperty("tries");
  });
});

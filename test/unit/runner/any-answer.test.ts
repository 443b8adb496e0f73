import fc from "fast-check";
import { expect, it } from "vitest";
import { editText, publishPost, retryPost } from "../../../lib/commands/draft-commands";
import { PREFERRED_SEGMENT_BYTES } from "../../../lib/jobs/segment-plan";
import { getAttachment, listBusyAttachments } from "../../../lib/store/attachment-store";
import { listBusyPosts } from "../../../lib/store/post-store";
import { type AnyAnswer, anyAnswer, toResponse } from "../../faults/any-answer";
import { HastyClock } from "../../faults/hasty-clock";
import { type End, howItEnded } from "../../faults/how-it-ended";
import { signInAgain } from "../../faults/sign-in-again";
import { type OperationName, routeOf } from "../../x-server/operation";
import { buildJpeg } from "../media/build-jpeg";
import { buildMp4 } from "../media/build-mp4";
import { type JobWorld, startJobWorld } from "./job-world";

const QUICK_PROCESSING = [
  { state: "pending", lastsMs: 30, checkAfterSecs: 0.03 },
  { state: "succeeded", progressPercent: 100 },
] as const;

const FILES = {
  picture: buildJpeg(),
  video: buildMp4({ mediaBytes: PREFERRED_SEGMENT_BYTES + 5_000 }),
};

/** What one call gets instead of X's answer; each is used once, in the order of the calls. */
interface Befallen {
  readonly operation: OperationName;
  readonly answer: AnyAnswer;
}

const ENDPOINTS = {
  picture: ["token", "uploadImage", "metadata", "createPost", "timeline", "me"],
  video: [
    "token",
    "initialize",
    "append",
    "finalize",
    "status",
    "metadata",
    "createPost",
    "timeline",
  ],
} as const satisfies Record<keyof typeof FILES, readonly OperationName[]>;

const anyCourse = fc.constantFrom("picture" as const, "video" as const).chain((file) =>
  fc.record({
    file: fc.constant(file),
    isTokenOld: fc.boolean(),
    answers: fc.array(
      fc.record({ operation: fc.constantFrom(...ENDPOINTS[file]), answer: anyAnswer }),
      { minLength: 1, maxLength: 10 },
    ),
  }),
);

/** Puts the answers in the place of X's own. */
function befall(answers: readonly Befallen[], fetchFromX: typeof fetch): typeof fetch {
  const left = [...answers];
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const { operation } = routeOf(init?.method ?? "GET", pathname);
    const next = left.findIndex((befallen) => befallen.operation === operation);
    const [befallen] = next < 0 ? [] : left.splice(next, 1);
    if (befallen === undefined) return fetchFromX(input, init);
    if (befallen.answer.tookEffect) await (await fetchFromX(input, init)).arrayBuffer();
    return toResponse(befallen.answer);
  };
}

async function rest(postId: string): Promise<End> {
  const deadlineMs = performance.now() + 8_000;
  for (;;) {
    const end = await howItEnded(postId);
    if (end !== null) return end;
    if (performance.now() > deadlineMs) throw new Error("Still at work");
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

const control = (world: JobWorld) => ({ runner: world.runner, now: Date.now });

it("an answer of any shape crashes nothing, leaves no job at work, and never makes two posts", async () => {
  await fc.assert(
    fc.asyncProperty(anyCourse, async ({ file, isTokenOld, answers }) => {
      const clock = new HastyClock();
      clock.install();
      const world = await startJobWorld(
        { processing: QUICK_PROCESSING },
        { sleepUntil: clock.sleepUntil, wrapFetch: (_server, real) => befall(answers, real) },
      );
      // A wait that is too long to sit out ends with an alarm.
      world.onWakeUp((atMs) => {
        clock.leapTo(atMs);
        void world.runner.resumeAll().catch((error: unknown) => world.crashes.push(error));
      });
      try {
        if (isTokenOld) world.server.expireAccessTokens();
        const attachmentId = await world.addFile(FILES[file], { altText: "Boats at dawn" });
        const postId = (await getAttachment(attachmentId))?.postId ?? "";
        await editText(postId, "The harbour", control(world));
        await publishPost(postId, control(world));

        let end = await rest(postId);
        expect(world.server.posts.length).toBeLessThanOrEqual(1);
        if (end !== "sign-in") expect(await listBusyAttachments()).toEqual([]);
        // Once X is itself again, what a person does about it brings every job to its end.
        for (let acts = 0; !["posted", "asks"].includes(end) && acts < 12; acts += 1) {
          if (end === "sign-in") {
            await signInAgain(world);
            await world.runner.resumeAll();
          } else await retryPost(postId, control(world));
          end = await rest(postId);
        }
        expect(["posted", "asks"]).toContain(end);
        expect(await listBusyPosts()).toEqual([]);
        expect(world.server.posts.length).toBeLessThanOrEqual(1);
        expect(world.crashes).toEqual([]);
      } finally {
        await world.close();
        clock.uninstall();
      }
    }),
    { numRuns: 100, seed: 20_260_901 },
  );
}, 90_000);

import { describe, expect, it, vi } from "vitest";
import { editText, publishPost } from "../../../lib/commands/draft-commands";
import { setPostOptions } from "../../../lib/commands/post-commands";
import { explainError } from "../../../lib/errors/explain-error";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { getAccount } from "../../../lib/store/account-store";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getPost } from "../../../lib/store/post-store";
import { HastyClock } from "../../faults/hasty-clock";
import { howItEnded } from "../../faults/how-it-ended";
import type { OperationName } from "../../x-server/operation";
import { atOnceProcessing, failingProcessing } from "../../x-server/processing-clock";
import type { XServer, XServerOptions } from "../../x-server/x-server";
import { defaultUser } from "../../x-server/x-user";
import { buildJpeg } from "../media/build-jpeg";
import { buildMp4 } from "../media/build-mp4";
import { startJobWorld } from "./job-world";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});

/** What a person wants to post, and what X is like meanwhile. */
interface Course {
  readonly settings?: XServerOptions;
  /** Orders what goes wrong. */
  readonly meet?: (server: XServer) => void;
  readonly text?: string;
  readonly file?: Uint8Array<ArrayBuffer>;
  readonly isReply?: boolean;
}

const MINUTE_MS = 60_000;
const SUBSCRIBER = { ...defaultUser, subscriptionType: "Premium" } as const;
const LONG_TEXT = `${"A long post that runs past 280 characters. ".repeat(8)}The end.`;

const refused = (operation: OperationName, status: number, body: unknown) => (server: XServer) =>
  server.addFault({ match: { operation }, effect: { kind: "status", status, body } });
const edge = (operation: OperationName, status: number) => (server: XServer) =>
  server.addFault({ match: { operation }, effect: { kind: "htmlBody", status } });
const answerLost = (server: XServer) =>
  server.addFault({ match: { operation: "createPost" }, effect: { kind: "resetAfter" } });

/** Posts, and tells how it ended, what the person reads, and what was called how often. */
async function run({ settings, meet, text = "Great point!", file, isReply = false }: Course) {
  const clock = new HastyClock();
  clock.install();
  const world = await startJobWorld(
    { users: [SUBSCRIBER], ...settings },
    { sleepUntil: clock.sleepUntil },
  );
  world.onWakeUp((atMs) => {
    clock.leapTo(atMs);
    void world.runner.resumeAll().catch((error: unknown) => world.crashes.push(error));
  });
  const control = { runner: world.runner, now: Date.now };
  try {
    meet?.(world.server);
    const attachmentId = await world.addFile(file ?? buildJpeg());
    const postId = (await getAttachment(attachmentId))?.postId ?? "";
    await editText(postId, text, control);
    if (isReply) {
      const id = world.server.addStrangerPost({ author: "user1", summons: [SUBSCRIBER.username] });
      const replyLink = `https://x.com/user1/status/${id}`;
      await setPostOptions(postId, { ...NO_POST_OPTIONS, replyLink }, control);
    }
    const beganMs = clock.now();
    await publishPost(postId, control);
    await expect.poll(() => howItEnded(postId), { interval: 5, timeout: 15_000 }).not.toBeNull();
    const post = await getPost(postId);
    const { sentence, nextStep, action } =
      post?.state === "failed"
        ? explainError(post.error)
        : { sentence: null, nextStep: null, action: null };
    const count = (operation: OperationName) =>
      world.server.log.filter((entry) => entry.operation === operation).length;
    expect(world.crashes).toEqual([]);
    return {
      end: await howItEnded(postId),
      posts: world.server.posts.length,
      creations: count("createPost"),
      looks: count("timeline"),
      account: (await getAccount("primary")).state,
      minutes: Math.floor((clock.now() - beganMs) / MINUTE_MS),
      says: [sentence, nextStep],
      action,
    };
  } finally {
    await world.close();
    clock.uninstall();
  }
}

describe("a refusal that people met at X leaves the sign-in alone, is called for once, and is said as X says it:", () => {
  it.each<[string, Course, string, string, string]>([
    [
      "a spending limit",
      { settings: { isSpendCapReached: true } },
      "failed spend-cap",
      "Your X developer account has reached its spending limit, which holds until December 13, 2026.",
      "Raise the limit in X’s developer console, then retry.",
    ],
    [
      "crypto addresses in the first week",
      {
        meet: refused("createPost", 403, {
          status: 403,
          title: "Forbidden",
          type: "about:blank",
          detail: "Crypto addresses are prohibited for the first 7 days after authentication.",
        }),
      },
      "failed crypto-address",
      "X takes no crypto addresses in the first seven days after a sign-in.",
      "Take the address out of the text; signing in again would begin the seven days anew.",
    ],
    [
      "one of which nothing is known",
      {
        meet: refused("createPost", 403, {
          title: "Forbidden",
          type: "about:blank",
          detail: "You are not permitted to perform this action.",
        }),
      },
      "failed refused",
      "X has refused this: “You are not permitted to perform this action”.",
      "Edit it, or retry.",
    ],
  ])("%s", async (_name, course, end, sentence, nextStep) => {
    expect(await run(course)).toMatchObject({
      end,
      posts: 0,
      creations: 1,
      account: "signed-in",
      says: [sentence, nextStep],
    });
  });

  it.each<[string, Course, string, string, string]>([
    [
      "a suspended account",
      { settings: { accountState: "suspended" } },
      "failed account-suspended",
      "X has suspended this account.",
      "Look at x.com for the reason; signing in again does not help.",
    ],
    [
      "a locked account",
      { settings: { accountState: "locked" } },
      "failed account-locked",
      "X has locked this account until you unlock it.",
      "Unlock it at x.com, then retry.",
    ],
    [
      "a video that is too long for the account",
      {
        file: buildMp4({ mediaBytes: 5000 }),
        settings: {
          processing: failingProcessing(atOnceProcessing, {
            code: 3,
            name: "UnsupportedMedia",
            message:
              "Duration 2.minutes+29.seconds+350.milliseconds exceeds max duration of 2.minutes+20.seconds",
          }),
        },
      },
      "failed too-long",
      "This video lasts 2 min 29 sec, which is 9 sec over X’s limit of 2 min 20 sec.",
      "Trim it to the first 2 min 20 sec, or remove it and pick a shorter video.",
    ],
  ])("%s, before the post", async (_name, course, end, sentence, nextStep) => {
    expect(await run(course)).toMatchObject({
      end,
      posts: 0,
      creations: 0,
      account: "signed-in",
      says: [sentence, nextStep],
    });
  });
});

describe("what passes by itself at X makes one post, with the sign-in as it was:", () => {
  it.each<[string, Course, { creations: number; looks: number }]>([
    [
      "a good token that is refused now and then",
      {
        meet: refused("createPost", 403, {
          title: "Unsupported Authentication",
          detail: "Authenticating with Unknown is forbidden for this endpoint.",
          type: "https://api.twitter.com/2/problems/unsupported-authentication",
          status: 403,
        }),
      },
      { creations: 2, looks: 0 },
    ],
    [
      "the edge in front of an upload",
      { meet: edge("uploadImage", 403) },
      { creations: 1, looks: 0 },
    ],
    [
      "the edge in front of the post",
      { meet: edge("createPost", 403) },
      { creations: 2, looks: 6 },
    ],
    [
      "the edge in front of the token endpoint",
      {
        meet: (server) => {
          server.expireAccessTokens();
          edge("token", 400)(server);
          edge("token", 401)(server);
        },
      },
      { creations: 1, looks: 0 },
    ],
  ])("%s", async (_name, course, calls) => {
    expect(await run(course)).toMatchObject({
      end: "posted",
      posts: 1,
      account: "signed-in",
      ...calls,
    });
  });

  it("a limit without a word of its end, after a quarter of an hour", async () => {
    const result = await run({ meet: refused("createPost", 429, "slow down") });
    expect(result).toMatchObject({ end: "posted", posts: 1, creations: 2, minutes: 15 });
  });
});

describe("a post whose answer was lost is found, and not made again, where X", () => {
  it.each<[string, Course]>([
    ["puts a mention in front of it", { isReply: true, settings: { keepsMediaKeys: false } }],
    ["shows it cut", { text: LONG_TEXT, settings: { keepsMediaKeys: false } }],
    [
      "replaces its links",
      { text: "Boats at example.com/dawn & dusk", settings: { keepsMediaKeys: false } },
    ],
    ["shows it a quarter of an hour late", { settings: { timelineLagMs: 14 * MINUTE_MS } }],
    [
      "shows nothing but a list of no errors until then",
      { settings: { timelineLagMs: 5 * MINUTE_MS, emptyTimeline: "nothing else" } },
    ],
    ["is ten minutes behind", { settings: { clockAheadMs: -10 * MINUTE_MS } }],
    ["is ten minutes ahead", { settings: { clockAheadMs: 10 * MINUTE_MS } }],
  ])("%s", async (_name, course) => {
    expect(await run({ ...course, meet: answerLost })).toMatchObject({
      end: "posted",
      posts: 1,
      creations: 1,
    });
  });

  it("only resembles it: then the person is asked", async () => {
    const settings = { keepsMediaKeys: false };
    const result = await run({ text: "🌅", settings, meet: answerLost });
    expect(result).toMatchObject({ end: "asks", posts: 1, creations: 1 });
  });
});

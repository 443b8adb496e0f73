import { describe, expect, it } from "vitest";
import { checkClientId, doubtClientId } from "../../../lib/popup/check-client-id";
import { countBilledMetadata } from "../../../lib/popup/count-billed-metadata";
import { findAnnouncement } from "../../../lib/popup/find-announcement";
import { listPostActions } from "../../../lib/popup/list-post-actions";
import { parseOwnerIds } from "../../../lib/popup/parse-owner-ids";
import { jobError } from "../../../lib/errors/job-error";
import { findPostBlocker } from "../../../lib/popup/post-blocker";
import { postTitle } from "../../../lib/jobs/post-title";
import { profileUrl } from "../../../lib/popup/profile-url";
import { emptyAccount } from "../../../lib/store/account-record";
import { DEFAULT_PREFERENCES } from "../../../lib/store/preferences";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import type { Dashboard } from "../../../lib/store/dashboard";
import type { Job } from "../../../lib/jobs/job";
import { SIGN_IN_WAIT } from "../jobs/example-records";
import { cancelled, failed, postIn, ready, uploading, VIDEO } from "./example-jobs";

const lacking = (id: string) => failed(id, jobError("permission-refused", "capture"));
const DRAFT = postIn("draft");
const SIGNED_IN = {
  isOverLimit: false,
  requiresAltText: false,
  accountState: "signed-in",
} as const;

describe("what is in the way of posting", () => {
  it("is nothing while media are still on their way", () => {
    const job = { post: DRAFT, attachments: [uploading("a", VIDEO, 0)] };
    expect(findPostBlocker(job, SIGNED_IN)).toBeNull();
  });

  it.each([
    ["no media", [cancelled("a")], false, "signed-in", "no-media"],
    ["a failed medium", [ready("a"), failed("b")], true, "signed-out", "media-failed"],
    ["a site to ask for", [ready("a"), lacking("b")], true, "signed-out", "site-needed"],
    ["a failure beside it", [failed("a"), lacking("b")], true, "signed-out", "media-failed"],
    ["too long a text", [ready("a")], true, "signed-out", "over-limit"],
    ["being signed out", [ready("a")], false, "signed-out", "signed-out"],
    ["a sign-in under way", [ready("a")], false, "signing-in", "signed-out"],
  ] as const)("is %s", (_name, attachments, isOverLimit, accountState, blocker) => {
    const circumstances = { isOverLimit, requiresAltText: false, accountState };
    expect(findPostBlocker({ post: DRAFT, attachments }, circumstances)).toBe(blocker);
  });

  it("is a mix that X does not take, however it came about", () => {
    const attachments = [ready("a"), uploading("b", VIDEO, 0)];
    expect(findPostBlocker({ post: DRAFT, attachments }, SIGNED_IN)).toBe("mix-not-allowed");
    const five = ["a", "b", "c", "d", "e"].map((id) => ready(id));
    expect(findPostBlocker({ post: DRAFT, attachments: five }, SIGNED_IN)).toBe("too-many-images");
  });

  it("is a link to answer that leads to no post", () => {
    const withLink = (replyLink: string) => ({
      post: { ...DRAFT, options: { ...NO_POST_OPTIONS, replyLink } },
      attachments: [ready("a")],
    });
    expect(findPostBlocker(withLink("https://x.com/someone"), SIGNED_IN)).toBe(
      "reply-link-invalid",
    );
    expect(findPostBlocker(withLink("https://x.com/a/status/1"), SIGNED_IN)).toBeNull();
    expect(findPostBlocker(withLink("  "), SIGNED_IN)).toBeNull();
  });

  it("is a missing alt text only where the person asks for one, and never for a video", () => {
    const strict = { ...SIGNED_IN, requiresAltText: true };
    const without = { post: DRAFT, attachments: [ready("a", "Boats"), ready("b", " ")] };
    expect(findPostBlocker(without, strict)).toBe("alt-text-missing");
    expect(findPostBlocker(without, SIGNED_IN)).toBeNull();
    const described = { post: DRAFT, attachments: [ready("a", "Boats")] };
    expect(findPostBlocker(described, strict)).toBeNull();
    const video = { post: DRAFT, attachments: [uploading("a", VIDEO, 0)] };
    expect(findPostBlocker(video, strict)).toBeNull();
  });
});

describe("what can be done with a post", () => {
  it.each([
    ["scheduled", ["post-now", "edit", "delete"]],
    ["publishing", ["cancel"]],
    ["posting", ["cancel"]],
    ["unsure", ["cancel"]],
    ["failed", ["retry", "edit", "delete"]],
    ["posted", ["copy-link", "delete"]],
    ["cancelled", ["delete"]],
  ] as const)("that is %s", (state, actions) => {
    expect(listPostActions({ post: postIn(state), attachments: [] })).toEqual(actions);
  });

  it("that is over: once more, where its media can be fetched once more", () => {
    for (const [state, action] of [
      ["posted", "compose-again"],
      ["cancelled", "restore"],
    ] as const) {
      const job = { post: postIn(state), attachments: [ready("a")] };
      expect(listPostActions(job)).toContain(action);
      const pasted = ready("a");
      const source = { ...pasted.source, url: "data:" };
      expect(listPostActions({ ...job, attachments: [{ ...pasted, source }] })).not.toContain(
        action,
      );
    }
  });

  it("that went out in a thread, words alone: once more, with the others", () => {
    const job = { post: postIn("posted"), attachments: [] };
    const [first, second] = ["https://x.com/a/status/1", null];
    expect(listPostActions(job, { outUrls: [first, second] })).toContain("compose-again");
    expect(listPostActions(job, { outUrls: [first] })).not.toContain("compose-again");
  });

  it("that went out with a frame of a video: once more, of the video at its address", () => {
    const frame = ready("a");
    const source = { ...frame.source, frameAtMs: 2_000 };
    const job = { post: postIn("posted"), attachments: [{ ...frame, source }] };
    expect(listPostActions(job)).toContain("compose-again");
  });

  it("that nobody could find, not in a minute or not before a sign-in: the person says what became of it, or gives it up", () => {
    const unsure = postIn("unsure");
    if (unsure.state !== "unsure") throw new Error("unreachable");
    for (const change of [
      { lookup: "inconclusive" as const },
      { looks: 2 },
      { wait: SIGN_IN_WAIT },
    ]) {
      expect(listPostActions({ post: { ...unsure, ...change }, attachments: [] })).toEqual([
        "confirm-posted",
        "post-again",
        "cancel",
      ]);
    }
  });

  it("that is a draft: opened or deleted, and nothing that does away with it by another name", () => {
    const job = { post: DRAFT, attachments: [failed("a")] };
    expect(listPostActions(job)).toEqual(["retry", "open", "delete"]);
    expect(listPostActions({ ...job, attachments: [] })).toEqual(["open", "delete"]);
  });
});

describe("the name of a post in the list", () => {
  it("is the first line that says something", () => {
    const post = postIn("draft", "p", "\n   \n Hello \nthere");
    expect(postTitle({ post, attachments: [ready("a")] })).toBe("Hello");
  });

  it("is the page's title without a text, and empty without either", () => {
    expect(postTitle({ post: DRAFT, attachments: [ready("a")] })).toBe("A page");
    expect(postTitle({ post: DRAFT, attachments: [] })).toBe("");
  });
});

describe("alt texts that X will bill", () => {
  it("are those written and not yet sent as they stand", () => {
    const attachments = [
      ready("blank", "  "),
      ready("new", "A hill"),
      ready("sent", "A hill", "A hill"),
      ready("changed", "A high hill", "A hill"),
    ];
    expect(countBilledMetadata(attachments, NO_POST_OPTIONS)).toBe(2);
    const sensitive = { ...NO_POST_OPTIONS, sensitive: ["other"] as const };
    expect(countBilledMetadata(attachments, sensitive)).toBeGreaterThan(2);
  });
});

describe("additional owners", () => {
  it("are ids between commas, each once", () => {
    expect(parseOwnerIds(" 12, 7\n12,,")).toEqual({ ok: true, ids: ["12", "7"] });
    expect(parseOwnerIds("")).toEqual({ ok: true, ids: [] });
  });

  it.each(["@maria", "12345678901234567890", "1.5", "-1"])("are never “%s”", (entry) => {
    expect(parseOwnerIds(`1, ${entry}`)).toEqual({ ok: false, invalid: entry });
  });
});

describe("a client id", () => {
  it("is neither empty nor broken by spaces", () => {
    expect(checkClientId("")).toBe("empty");
    expect(checkClientId("  ")).toBe("empty");
    expect(checkClientId("ab cd")).toBe("spaces");
    expect(checkClientId("YWJjZDoxOmNp")).toBeNull();
  });

  it.each([
    ["a client id as X gives them", "M1M5R3BMVy13QmpScXkzTUt5OE46MTpjaQ", null],
    ["the local X's", "local-x-native-client", null],
    ["nothing", "", null],
    ["an API key", "AbCdEfGhIjKlMnOpQrStUvWxY", "api-key"],
    ["a client secret", "x".repeat(50), "secret"],
    ["an access token", `1234567890-${"a".repeat(40)}`, "secret"],
  ])("may be another value of X's console: %s", (_name, text, doubt) => {
    expect(doubtClientId(text)).toBe(doubt);
    expect(doubtClientId(` ${text}\n`)).toBe(doubt);
  });

  it("longer than a secret is none when it is one of X's own form", () => {
    expect(doubtClientId(btoa(`${"r".repeat(40)}:1:ci`))).toBeNull();
  });
});

describe("the account's page on X", () => {
  it("is named after the account where it is known", () => {
    const user = { id: "1", name: "N", username: "some_name", tier: "standard" } as const;
    expect(profileUrl(user)).toBe("https://x.com/some_name");
    expect(profileUrl(null)).toBe("https://x.com/home");
  });
});

describe("what is read aloud", () => {
  const account: Dashboard["account"] = {
    ...emptyAccount("primary", 0),
    state: "signed-in",
  };
  const dashboardOf = (...jobs: Job[]): Dashboard => ({
    account,
    accounts: [account],
    openDraft:
      jobs.flatMap(({ post, attachments }) =>
        post.state === "draft" ? [{ post, attachments }] : [],
      )[0] ?? null,
    thread: [],
    canJoin: false,
    places: new Map(),
    activity: jobs,
    drafts: [],
    undoable: null,
    preferences: DEFAULT_PREFERENCES,
  });

  it("is a post's new state", () => {
    const before = dashboardOf({ post: postIn("posting"), attachments: [] });
    const after = dashboardOf({ post: postIn("posted"), attachments: [] });
    expect(findAnnouncement(before, after)).toMatchObject({ subject: "post", state: "posted" });
  });

  it("is an attachment's new state, with its position", () => {
    const before = dashboardOf({
      post: DRAFT,
      attachments: [ready("a"), uploading("b", VIDEO, 0)],
    });
    const after = dashboardOf({ post: DRAFT, attachments: [ready("a"), ready("b")] });
    expect(findAnnouncement(before, after)).toEqual({
      subject: "attachment",
      state: "ready",
      position: 2,
    });
  });

  it("is nothing while only numbers move, for what is new, and for failures, which are alerts", () => {
    const early = dashboardOf({ post: DRAFT, attachments: [uploading("a", VIDEO, 0)] });
    const late = dashboardOf({ post: DRAFT, attachments: [uploading("a", VIDEO, 9)] });
    const broken = dashboardOf({ post: DRAFT, attachments: [failed("a")] });
    expect(findAnnouncement(early, late)).toBeNull();
    expect(findAnnouncement(dashboardOf(), early)).toBeNull();
    expect(findAnnouncement(early, broken)).toBeNull();
  });
});

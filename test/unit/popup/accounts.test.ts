import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AVATAR_TONES,
  avatarTone,
  initialsOf,
  labelAccount,
} from "../../../lib/popup/account-label";
import { findWaitingAccounts } from "../../../lib/popup/find-waiting-accounts";
import { welcomeProgress } from "../../../lib/popup/welcome-steps";
import { type AccountRecord, emptyAccount } from "../../../lib/store/account-record";
import type { Job } from "../../../lib/jobs/job";
import { attachmentIn, postIn, RETRY_WAIT, SIGN_IN_WAIT } from "../jobs/example-records";

const USER = { id: "1", name: "Ada Byron", username: "ada", tier: "standard" } as const;

describe("an account's name", () => {
  it("is that of its user, or its place in the list while X has not told", () => {
    const first = { ...emptyAccount("a", 0), user: USER };
    const second = emptyAccount("b", 1);
    expect(labelAccount(first, [first, second])).toEqual({
      kind: "user",
      name: "Ada Byron",
      username: "ada",
    });
    expect(labelAccount(second, [first, second])).toEqual({ kind: "number", number: 2 });
  });
});

describe("initials", () => {
  it.each([
    ["Ada Byron", "AB"],
    ["ada", "A"],
    ["Ada King Byron", "AB"],
    ["  Ada   Byron ", "AB"],
    ["“Ada” 🌊 Byron 🌊", "AB"],
    ["Éa ßx", "ÉSS"],
    ["山田 太郎", "山太"],
    ["🌊", ""],
    ["", ""],
  ])("of %j are %j", (name, initials) => {
    expect(initialsOf(name, "en")).toBe(initials);
  });

  it("fit into a disc whatever the name, and have one of the colours", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const letters = initialsOf(name, "en");
        expect(letters).not.toMatch(/\s/);
        expect([...new Intl.Segmenter("en").segment(letters)].length).toBeLessThanOrEqual(6);
        expect(avatarTone(name)).toBeGreaterThanOrEqual(0);
        expect(avatarTone(name)).toBeLessThan(AVATAR_TONES);
      }),
    );
  });
});

describe("an account that must sign in again", () => {
  const out = (id: string): AccountRecord => emptyAccount(id, 0);
  const waiting = (accountId: string): Job => ({
    post: postIn("publishing", { accountId, wait: SIGN_IN_WAIT }),
    attachments: [],
  });
  const uploadWaits = (accountId: string): Job => ({
    post: postIn("draft", { accountId }),
    attachments: [attachmentIn("uploading", { accountId, wait: SIGN_IN_WAIT })],
  });

  it("is named while a post or an upload of it waits", () => {
    const accounts = [out("a"), out("b"), out("c")];
    const found = findWaitingAccounts(accounts, [waiting("c"), uploadWaits("b")], "a");
    expect(found.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("is not named beside the composer's own panel, when it is signed in, or waits for less", () => {
    const signedIn: AccountRecord = { ...out("b"), state: "signed-in" };
    const retrying: Job = {
      post: postIn("publishing", { accountId: "c", wait: RETRY_WAIT }),
      attachments: [],
    };
    const jobs = [waiting("a"), waiting("b"), retrying];
    expect(findWaitingAccounts([out("a"), signedIn, out("c")], jobs, "a")).toEqual([]);
  });
});

describe("the first steps", () => {
  it.each([
    ["nothing is done", "signed-out", false, "next later"],
    ["X's page is open", "signing-in", false, "next later"],
    ["all but the post is done", "signed-in", false, "done next"],
    ["the first post is out", "signed-in", true, "done done"],
  ] as const)("are where the person is: %s", (_name, state, hasPosted, expected) => {
    const { app, post } = welcomeProgress({ state }, hasPosted);
    expect(`${app} ${post}`).toBe(expected);
  });
});

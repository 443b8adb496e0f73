import type { Post } from "../jobs/post";
import { transitionPost } from "../jobs/post-transition";
import { type GrantRecord, PRIMARY_ACCOUNT_ID } from "./account-record";
import { chooseAccountOf } from "./change-draft-account";
import { changeRecords } from "./change-records";

/** What removing an account led to. */
export type AccountRemoval =
  | {
      readonly removed: true;
      /** For revoking; undefined when it was signed out. */
      readonly grant: GrantRecord | undefined;
      /** Attachments whose upload begins anew with another account. */
      readonly restarted: readonly string[];
    }
  /** A post is under way with it, or may be on X: nothing was changed. */
  | { readonly removed: false };

/**
 * Removes an account with its tokens, in one transaction with its drafts: they go to the first account
 * that is left, as does what has failed, which becomes a draft again so that nothing goes out with
 * another account before a person has seen it. What was posted keeps its line.
 */
export function removeAccountRecord(accountId: string, nowMs: number): Promise<AccountRemoval> {
  const tables = ["posts", "attachments", "accounts", "grants"] as const;
  return changeRecords(tables, async (records): Promise<AccountRemoval> => {
    const own = (await records.read("posts").getAll()).filter(
      (post) => post.accountId === accountId,
    );
    if (own.some(isUndecided)) return { removed: false };
    const others = (await records.read("accounts").getAll()).filter(({ id }) => id !== accountId);
    const heir = others.toSorted((a, b) => a.addedAtMs - b.addedAtMs)[0]?.id ?? PRIMARY_ACCOUNT_ID;
    const restarted: string[] = [];
    for (const post of own) {
      const draft = transitionPost(post, { type: "returned-to-draft" }, nowMs) ?? post;
      const media = await records.read("attachments").index("byPost").getAll(post.id);
      restarted.push(...(chooseAccountOf(records, draft, media, heir, nowMs) ?? []));
    }
    const grant = await records.read("grants").get(accountId);
    records.delete("grants", accountId);
    records.delete("accounts", accountId);
    return { removed: true, grant, restarted };
  });
}

function isUndecided({ state }: Post): boolean {
  return state === "publishing" || state === "posting" || state === "unsure";
}

import { transitionAttachment } from "../jobs/attachment-transition";
import type { Post } from "../jobs/post";
import { transitionPost } from "../jobs/post-transition";
import { type GrantRecord, PRIMARY_ACCOUNT_ID } from "./account-record";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

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
export async function removeAccountRecord(
  accountId: string,
  nowMs: number,
): Promise<AccountRemoval> {
  const database = await openDatabase();
  const transaction = database.transaction(
    ["accounts", "grants", "posts", "attachments"],
    "readwrite",
  );
  const accounts = transaction.objectStore("accounts");
  const posts = transaction.objectStore("posts");
  const attachments = transaction.objectStore("attachments");
  const own = (await posts.getAll()).filter((post) => post.accountId === accountId);
  if (own.some(isUndecided)) return { removed: false };
  const others = (await accounts.getAll()).filter(({ id }) => id !== accountId);
  const heir = others.toSorted((a, b) => a.addedAtMs - b.addedAtMs)[0]?.id ?? PRIMARY_ACCOUNT_ID;
  const restarted: string[] = [];
  for (const post of own) {
    const draft = transitionPost(post, { type: "returned-to-draft" }, nowMs) ?? post;
    const next = transitionPost(draft, { type: "account-chosen", accountId: heir }, nowMs);
    if (next === null) continue;
    await posts.put(next);
    for (const attachment of await attachments.index("byPost").getAll(post.id)) {
      const event = { type: "account-changed", accountId: heir } as const;
      const changed = transitionAttachment(attachment, event, nowMs);
      if (changed === null) continue;
      await attachments.put(changed);
      if (changed.state === "uploading") restarted.push(attachment.id);
    }
  }
  const grant = await transaction.objectStore("grants").get(accountId);
  await transaction.objectStore("grants").delete(accountId);
  await accounts.delete(accountId);
  await transaction.done;
  announceChange({ table: "accounts", id: accountId });
  return { removed: true, grant, restarted };
}

function isUndecided({ state }: Post): boolean {
  return state === "publishing" || state === "posting" || state === "unsure";
}

import type { ErrorCode } from "../errors/error-codes";
import { getAccount } from "../store/account-store";
import { getPreferences } from "../store/preferences-store";
import type { XNetwork } from "../x/x-request";
import type { ReadyAttachment } from "../jobs/attachment";
import type { PublishingPost } from "../jobs/post";

/** What stands against a post with its media, by X's rules or the person's own; null: nothing. */
export type RefusePost = (
  post: Pick<PublishingPost, "text" | "options" | "afterId">,
  ready: readonly ReadyAttachment[],
) => ErrorCode | null;

/** Reads by what the posts of an account are judged before they go out: its tier, the person's wishes, what is a link. */
export async function readPostRules(
  accountId: string,
  x: Pick<XNetwork, "topLevelDomains">,
): Promise<RefusePost> {
  const [{ user }, { requiresAltText }, topLevelDomains, { refusePost }] = await Promise.all([
    getAccount(accountId),
    getPreferences(),
    x.topLevelDomains(),
    import("../rules/refuse-post"),
  ]);
  const rules = { tier: user?.tier ?? null, requiresAltText, topLevelDomains };
  return ({ text, options, afterId }, ready) => {
    const media = ready.map(({ altText, media: { category } }) => ({ category, altText }));
    return refusePost({ text, options, afterId, media }, rules);
  };
}

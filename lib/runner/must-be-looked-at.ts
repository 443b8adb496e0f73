import type { Attachment } from "../jobs/attachment";
import { knownCategory } from "../jobs/known-category";
import type { Post } from "../jobs/post";
import { getPreferences } from "../store/preferences-store";

/**
 * Whether a post that would go out without the composer has to be looked at first: an alt text is missing that
 * the person requires, what was taken is not what the page showed, or its text says something for the page.
 *
 * @param topLevelDomains what ends a web address in a text
 */
export async function mustBeLookedAt(
  { text }: Pick<Post, "text">,
  attachments: readonly Attachment[],
  topLevelDomains: ReadonlySet<string>,
): Promise<boolean> {
  const { template, requiresAltText } = await getPreferences();
  const [{ speaksForPage }, { lacksAltText }] = await Promise.all([
    import("../capture/click/page-words"),
    import("../rules/refuse-post"),
  ]);
  const lacksIt = (attachment: Attachment) =>
    lacksAltText({ ...attachment, category: knownCategory(attachment) ?? "tweet_image" });
  return (
    (requiresAltText && attachments.some(lacksIt)) ||
    attachments.some(({ source }) => source.isUnseen === true) ||
    speaksForPage(text, template, attachments, topLevelDomains)
  );
}

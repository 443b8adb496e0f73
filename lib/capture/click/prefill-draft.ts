import type { CaptureSource } from "../../jobs/capture-source";
import { getAccount } from "../../store/account-store";
import { getAttachment } from "../../store/attachment-store";
import { getPost, updatePost } from "../../store/post-store";
import { getPreferences } from "../../store/preferences-store";

/**
 * What a new draft for a clicked picture begins with, by the person's template; no longer than X takes
 * of the account that it is to go out with.
 */
export async function firstText(
  source: CaptureSource,
  altText: string,
  accountId: string,
): Promise<string> {
  // The person's own file stands on no page that a template could speak of.
  if (source.way === "file") return "";
  const [{ template }, { user }] = await Promise.all([getPreferences(), getAccount(accountId)]);
  if (template.trim() === "") return "";
  const [{ fillTemplateToFit, templateValues }, { maxWeightFor }, { topLevelDomains }] =
    await Promise.all([
      import("./fill-template"),
      import("../../rules/text-weight"),
      import("../../rules/known-top-level-domains"),
    ]);
  const { pageTitle, pageUrl } = source;
  const maxWeight = maxWeightFor(user?.tier ?? "standard");
  const values = templateValues({ pageTitle, pageUrl, altText });
  return fillTemplateToFit(template, values, topLevelDomains(), maxWeight);
}

/**
 * Puts the picture's description into the text of the draft that it has begun: the page tells it only
 * after the draft is there. A text that was written meanwhile stays.
 *
 * @param source as it was at the click
 */
export async function prefillDraft(
  attachmentId: string,
  source: CaptureSource,
  altText: string,
  nowMs: number,
): Promise<void> {
  if (altText === "") return;
  // Mostly there is none, and nothing else to be read.
  if ((await getPreferences()).template.trim() === "") return;
  const attachment = await getAttachment(attachmentId);
  const post = attachment && (await getPost(attachment.postId));
  if (post === undefined || post.attachmentIds[0] !== attachmentId) return;
  const { accountId } = post;
  const [from, text] = await Promise.all([
    firstText(source, "", accountId),
    firstText(source, altText, accountId),
  ]);
  if (from !== text) await updatePost(post.id, { type: "prefilled", from, text }, nowMs);
}

import type { Attachment } from "../jobs/attachment";

/** How a medium came to a draft that held others. */
export type Addition = {
  readonly kind: "same" | "other-page" | "plain";
  /** All that came at the same time, the oldest first. */
  readonly attachmentIds: readonly string[];
};

/** What comes in one go, from a page's list or as files, is stored within this time. */
const ONE_GO_MS = 1_500;

/** Later nobody wonders any more. */
const RECENT_MS = 12_000;

/**
 * What was added last to a draft that held others before, while it is news; null when nothing was.
 *
 * @param attachments of the draft, in any order
 */
export function judgeAddition(attachments: readonly Attachment[], nowMs: number): Addition | null {
  const newestMs = Math.max(...attachments.map(({ createdAtMs }) => createdAtMs));
  if (nowMs - newestMs > RECENT_MS) return null;
  const added = attachments.filter(({ createdAtMs }) => newestMs - createdAtMs <= ONE_GO_MS);
  const earlier = attachments.filter((attachment) => !added.includes(attachment));
  const [first] = earlier;
  const [one] = added;
  if (first === undefined || one === undefined) return null;
  const attachmentIds = added.toSorted((a, b) => a.createdAtMs - b.createdAtMs).map(({ id }) => id);
  const isSame = added.every(({ source }) =>
    earlier.some((other) => source.url !== "" && other.source.url === source.url),
  );
  if (isSame) return { kind: "same", attachmentIds };
  const pages = [one, first].map(({ source }) => source.pageUrl);
  const isElsewhere = !pages.includes("") && pages[0] !== pages[1];
  return { kind: isElsewhere ? "other-page" : "plain", attachmentIds };
}

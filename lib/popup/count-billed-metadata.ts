import type { Attachment } from "../jobs/attachment";

/** How many alt texts publishing would send, and X would bill: those written and not sent as they stand; failed media are not published. */
export function countBilledAltTexts(attachments: readonly Attachment[]): number {
  return attachments.filter(
    (attachment) =>
      attachment.state !== "cancelled" &&
      attachment.state !== "failed" &&
      attachment.altText.trim() !== "" &&
      !(attachment.state === "ready" && attachment.sentAltText === attachment.altText),
  ).length;
}

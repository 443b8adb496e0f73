import { refusalFailure } from "../errors/capture-failure";
import { checkLimits, tierOf } from "../media/media-limits";
import { getAccount } from "../store/account-store";
import type { UploadingAttachment } from "../jobs/attachment";

/**
 * Refuses a file that its account may not post, before X opens an upload for it: it may have been
 * captured for another account, or before X had told this one's tier.
 *
 * @throws `JobFailure` with the limit, as a capture does
 */
export async function demandLimits({
  accountId,
  media,
}: Pick<UploadingAttachment, "accountId" | "media">): Promise<void> {
  const refusal = checkLimits(media, tierOf(await getAccount(accountId)));
  if (refusal !== null) throw refusalFailure(refusal);
}

import type { CapturingAttachment } from "../jobs/attachment";
import type { CaptureSource } from "../jobs/capture-source";
import type { AttachmentEvent } from "../jobs/attachment-event";
import { applyToCapturing } from "../jobs/capturing-transition";
import { bytesInMemory } from "../media/media-bytes";
import { tierOf } from "../media/media-limits";
import { getAccount } from "../store/account-store";
import { updateAttachment } from "../store/update-attachment";
import { appendChunk, CHUNK_BYTES, countStoredBytes } from "../store/byte-store";
import type { FreshRuns } from "../store/fresh-runs";
import { openStoredBytes } from "../store/read-bytes";
import { rewriteCaptured } from "../store/rewrite-bytes";
import { getLocalFile } from "../store/local-file-store";
import { isWebAddress } from "./bytes/read-failures";
import { askFrame } from "./ask-frame";
import { askPage, pageTarget } from "./click/ask-page";
import { captureBest } from "./versions/capture-best";
import type { Captured } from "./capture-attachment";
import type { CaptureEffects } from "./capture-effects";
import { isOtherPicture } from "./versions/compare-looks";
import { BlobCollector } from "./page/blob-collector";
import { takeEarlyWord } from "./click/early-words";
import { hearPage } from "./click/hear-page";
import { eventOfSilence } from "./click/event-of-silence";
import { eventOfWord } from "./click/event-of-word";
import { promptAnswer } from "./click/open-prompts";
import { prefillDraft } from "./click/prefill-draft";
import { cutFromTab } from "./click/cut-from-tab";
import { browserSiteEffects } from "./site/browser-site-effects";
import { addSeenLists } from "./stream/seen-lists";
import { listSeen } from "./stream/watch-lists";
import type { PageDescription, PageOffers, PageReading, PageReport } from "./page/page-messages";
import type { PageReadRequest } from "./bytes/receive-file";
import { captureFailure } from "../errors/capture-failure";

/** So many bytes of stored blobs may wait for the worker's collector. */
const storedBlobs = new BlobCollector(16 * 1024 * 1024);

/**
 * Captures an attachment with the browser's own means.
 *
 * @param fresh keeps runs for the upload beside it
 * @param onPieces called when the first pieces are stored of what has to be joined
 * @throws as `captureAttachment`
 */
export async function captureWithBrowser(
  attachment: CapturingAttachment,
  fresh: FreshRuns,
  signal: AbortSignal,
  onPieces: () => void,
): Promise<Captured> {
  const { id, source } = attachment;
  let hasPieces = false;
  const [account, heard] = await Promise.all([
    getAccount(attachment.accountId),
    describe(attachment),
  ]);
  const { event, look } = heard;
  const described = event === null ? null : applyToCapturing(attachment, event);
  const shownSize = event?.shownSize ?? source.shownSize;
  const effects: CaptureEffects = {
    ...browserSiteEffects(id),
    readInFrame,
    drawInFrame,
    cutFromTab,
    isOther: (from, file, media) => isOtherPicture(from, file, media, look),
    localFile: () => getLocalFile(id),
    shownSize: () => shownSize,
    tier: tierOf(account),
    now: () => Date.now(),
    bytes: {
      chunkBytes: CHUNK_BYTES,
      async append(startByte, run, transfer, begins, stream) {
        const now = Date.now();
        if (begins !== null) fresh.clear();
        fresh.note(startByte, run);
        const isWanted = await appendChunk(id, startByte, run, transfer, now, begins, stream);
        storedBlobs.note(run.size);
        if (stream !== null && !hasPieces) {
          hasPieces = true;
          onPieces();
        }
        return isWanted;
      },
      report: async (transfer) =>
        (await updateAttachment(id, { type: "bytes-received", transfer }, Date.now()))?.applied ??
        false,
      countStored: () => countStoredBytes(id),
      async open() {
        return (await openStoredBytes(id)) ?? bytesInMemory(new Uint8Array());
      },
      rewrite(pieces) {
        fresh.clear();
        return rewriteCaptured(id, pieces, Date.now());
      },
    },
  };
  // Nobody waits for words: they are stored while the bytes come.
  const [captured, ...others] = await Promise.allSettled([
    captureBest(described?.state === "capturing" ? described : attachment, effects, signal),
    event === null ? null : updateAttachment(id, event, Date.now()),
    prefillDraft(id, source, event?.altText ?? "", Date.now()),
  ]);
  if (captured.status === "rejected") throw captured.reason;
  for (const other of others) if (other.status === "rejected") throw other.reason;
  // The person is told that another picture came than the page shows, and chooses.
  if (captured.value.isOther === true)
    await updateAttachment(id, { type: "found-other" }, Date.now());
  return captured.value;
}

type DescribedEvent = Extract<AttachmentEvent, { readonly type: "described" }>;

/** What the page says of the picture, as an event, and its look; null where it lets nobody in, even when allowed. */
async function describe(attachment: CapturingAttachment): Promise<{
  readonly event: DescribedEvent | null;
  readonly look: PageDescription["look"];
}> {
  const { id, source } = attachment;
  if (source.way === "file") return { event: null, look: null };
  const description = await hearPage({
    early: await takeEarlyWord(id),
    isLetIn: source.frameId === 0 && isWebAddress(source.pageUrl),
    ask: () => askPage(source),
    mayRead: () => promptAnswer(id),
    pause: (waitMs) => new Promise((resolve) => setTimeout(resolve, waitMs)),
  });
  if (description === null) return { event: eventOfSilence(source), look: null };
  const offers = description.offers && withSeenLists(description.offers, source);
  return { event: eventOfWord(source, description, offers), look: description.look };
}

/** What a player feeds comes of a playlist that the frame's own timings need not name. */
function withSeenLists(
  offers: PageOffers,
  { tabId, frameId }: Pick<CaptureSource, "tabId" | "frameId">,
): PageOffers {
  const { film, shownUrl, openedAtMs } = offers;
  if (film === null || !shownUrl.startsWith("blob:")) return offers;
  const loaded = addSeenLists(film.loaded, listSeen(tabId), { frameId, openedAtMs });
  return { ...offers, film: { ...film, loaded } };
}

/** The parts a page sends are of this size: few messages, little memory in the page. */
const PART_BYTES = CHUNK_BYTES;

/** And at least this often: progress shows, and a cancelled download ends within this time. */
const ASK_EVERY_MS = 500;

function readInFrame(
  source: CaptureSource,
  { ticket, ...download }: PageReadRequest,
): Promise<PageReading> {
  const report = reportTo(ticket);
  const target = pageTarget(source);
  return orUnreachable(askFrame(source, { type: "read", target, download, report }));
}

function drawInFrame(source: CaptureSource, { ticket }: PageReadRequest): Promise<PageReading> {
  const report = reportTo(ticket);
  return orUnreachable(askFrame(source, { type: "draw", target: pageTarget(source), report }));
}

function reportTo(ticket: string): PageReport {
  return { ticket, partBytes: PART_BYTES, askEveryMs: ASK_EVERY_MS };
}

async function orUnreachable(reading: Promise<PageReading>): Promise<PageReading> {
  try {
    return await reading;
  } catch (cause) {
    throw captureFailure("page-unreachable", {}, { cause });
  }
}

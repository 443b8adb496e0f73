import { browser } from "wxt/browser";
import { JobFailure } from "../errors/job-error";
import type { CapturingAttachment, CaptureSource } from "../jobs/attachment";
import { tierOf } from "../media/media-limits";
import { getAccount } from "../store/account-store";
import { getAttachment } from "../store/attachment-store";
import { updateAttachment } from "../store/update-attachment";
import {
  appendChunk,
  beginBytes,
  CHUNK_BYTES,
  countStoredBytes,
  readAllBytes,
  replaceBytes,
} from "../store/byte-store";
import { getLocalFile } from "../store/local-file-store";
import { askPage } from "./ask-page";
import { captureBest } from "./capture-best";
import type { Captured, CaptureEffects } from "./capture-attachment";
import { chooseVersions } from "./choose-versions";
import { noteStoredBlob } from "./collect-blobs";
import type { PageDescription } from "./describe-in-page";
import { takeEarlyWord } from "./early-words";
import { findRedirect } from "./find-redirect";
import { promptAnswer } from "./open-prompts";
import { prefillDraft } from "./prefill-draft";
import { probeRedirect } from "./probe-redirect";
import { readFoundInPage } from "./read-found-in-page";
import type { PageRequest } from "./read-from-page";
import { readInPage } from "./read-in-page";
import { withReferer } from "./referer-rule";
import { captureFailure } from "./source-error";

/** Captures an attachment with the browser's own means. @throws as `captureAttachment` */
export async function captureWithBrowser(
  attachment: CapturingAttachment,
  signal: AbortSignal,
): Promise<Captured> {
  const { id, source } = attachment;
  const [account, description] = await Promise.all([
    getAccount(attachment.accountId),
    source.way === "file" ? null : describe(id, source),
  ]);
  const shownSize = description?.shownSize ?? source.shownSize;
  const effects: CaptureEffects = {
    fetch: (input, init) => fetch(input, init),
    withReferer,
    findRedirect: (url) => findRedirect(url, probeRedirect),
    readInFrame,
    localFile: () => getLocalFile(id),
    async mayFetch(origin) {
      await promptAnswer(id);
      return browser.permissions.contains({ origins: [origin] });
    },
    shownSize: () => shownSize,
    tier: tierOf(account),
    now: () => Date.now(),
    bytes: {
      chunkBytes: CHUNK_BYTES,
      async append(startByte, run, transfer) {
        const isWanted = await appendChunk(id, startByte, run, transfer, Date.now());
        noteStoredBlob(run.size);
        return isWanted;
      },
      report: async (transfer) =>
        (await updateAttachment(id, { type: "bytes-received", transfer }, Date.now()))?.applied ??
        false,
      begin: (mark) => beginBytes(id, mark, Date.now()),
      countStored: () => countStoredBytes(id),
      async readAll() {
        return (await readAllBytes(id, "")) ?? new Blob();
      },
      replaceAll: (bytes) => replaceBytes(id, bytes, Date.now()),
    },
  };
  const current = (await refreshed(attachment)) ?? attachment;
  // Nobody waits for the text: it is begun while the bytes come.
  const [captured, prefilled] = await Promise.allSettled([
    captureBest(current, effects, signal),
    prefillDraft(id, source, description?.altText ?? "", Date.now()),
  ]);
  if (captured.status === "rejected") throw captured.reason;
  if (prefilled.status === "rejected") throw prefilled.reason;
  return captured.value;
}

async function refreshed(attachment: CapturingAttachment): Promise<CapturingAttachment | null> {
  const current = await getAttachment(attachment.id);
  return current?.state === "capturing" ? current : null;
}

/**
 * Has the page say what it knows of the picture, and stores it. A frame of another origin lets us in
 * once the person has allowed that origin.
 */
async function describe(id: string, source: CaptureSource): Promise<PageDescription | null> {
  let word = (await takeEarlyWord(id)) ?? (await askPage(source));
  if (!word.wasLetIn && (await promptAnswer(id)) === true) word = await askPage(source);
  if (word.description === null) return null;
  const { offers, ...words } = word.description;
  await updateAttachment(
    id,
    { type: "described", ...words, ...(offers !== null && { offer: chooseVersions(offers) }) },
    Date.now(),
  );
  return word.description;
}

/** The parts a page sends are of this size: few messages, little memory in the page. */
const PART_BYTES = CHUNK_BYTES;

/** And at least this often: progress shows, and a cancelled download ends within this time. */
const ASK_EVERY_MS = 500;

async function readInFrame(source: CaptureSource, { cache, headers, ticket }: PageRequest) {
  const target = { tabId: source.tabId, frameIds: [source.frameId] };
  try {
    if (source.key !== undefined && source.url === "") {
      const [drawing] = await browser.scripting.executeScript({
        target,
        func: readFoundInPage,
        args: [source.key, ticket],
      });
      return drawing?.result;
    }
    const [injection] = await browser.scripting.executeScript({
      target,
      func: readInPage,
      args: [
        { srcUrl: source.url, element: source.element, key: source.key ?? null },
        { cache, headers },
        { ticket, partBytes: PART_BYTES, askEveryMs: ASK_EVERY_MS },
      ],
    });
    return injection?.result;
  } catch (cause) {
    if (cause instanceof JobFailure) throw cause;
    throw captureFailure("page-unreachable", {}, { cause });
  }
}

import { browser } from "wxt/browser";
import type { PageAnswers, PageReply, PageRequest } from "./page/page-messages";

/** A frame of a tab; 0 is the tab's own page. */
export interface FramePlace {
  readonly tabId: number;
  readonly frameId: number;
}

/** The built form of `entrypoints/page-script.ts`. */
const PAGE_SCRIPT = "/page-script.js";

/**
 * Asks the extension's script in a frame. The script is injected each time, and installs itself once:
 * the browser's answer to the injection says whether we are (still) let in.
 *
 * @throws `Error` when the browser does not let us in, or the frame is gone before it has answered
 */
export async function askFrame<Request extends PageRequest>(
  { tabId, frameId }: FramePlace,
  request: Request,
): Promise<PageAnswers[Request["type"]]> {
  await browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    files: [PAGE_SCRIPT],
  });
  return sendToFrame({ tabId, frameId }, request);
}

/**
 * Asks the script in all frames of a tab that let us in; frames that do not answer are left out.
 *
 * @throws `Error` when the browser lets us into no frame
 */
export async function askAllFrames<Request extends PageRequest>(
  tabId: number,
  request: Request,
): Promise<{ readonly frameId: number; readonly answer: PageAnswers[Request["type"]] }[]> {
  const injections = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    files: [PAGE_SCRIPT],
  });
  const answers = injections.map(async ({ frameId }) => ({
    frameId,
    answer: await sendToFrame({ tabId, frameId }, request),
  }));
  const settled = await Promise.allSettled(answers);
  return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

async function sendToFrame<Request extends PageRequest>(
  { tabId, frameId }: FramePlace,
  request: Request,
): Promise<PageAnswers[Request["type"]]> {
  const reply: PageReply = await browser.tabs.sendMessage(tabId, request, { frameId });
  if (!reply.ok) throw new Error(`The script in the page failed: ${reply.errorName}`);
  return reply.answer as PageAnswers[Request["type"]];
}

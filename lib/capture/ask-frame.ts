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

/** How many frames are asked, and for how long they are waited for. */
export interface FrameBounds {
  readonly maxFrames: number;
  readonly withinMs: number;
}

/** What the frames of a tab have answered in time. */
export interface FrameAnswers<Answer> {
  readonly answers: readonly { readonly frameId: number; readonly answer: Answer }[];
  /** There are more frames, or some were too busy. */
  readonly isCut: boolean;
}

/**
 * Asks the script in the frames of a tab that let us in, the tab's own page first. A frame that runs in a circle holds
 * up the injection into all: then the page alone is asked. Frames that fail are left out.
 *
 * @throws `Error` when the browser lets us into no frame
 */
export async function askAllFrames<Request extends PageRequest>(
  tabId: number,
  request: Request,
  { maxFrames, withinMs }: FrameBounds,
): Promise<FrameAnswers<PageAnswers[Request["type"]]>> {
  const frames = await inTime(listFrames(tabId, { allFrames: true }), withinMs);
  const frameIds = frames ?? (await inTime(listFrames(tabId, { frameIds: [0] }), withinMs)) ?? [];
  const asked = frameIds.slice(0, maxFrames).map(async (frameId) => ({
    frameId,
    answer: await inTime(sendToFrame({ tabId, frameId }, request), withinMs),
  }));
  const settled = await Promise.allSettled(asked);
  const ended = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return {
    answers: ended.flatMap(({ frameId, answer }) => (answer === null ? [] : { frameId, answer })),
    isCut:
      frames === null || frames.length > maxFrames || ended.some(({ answer }) => answer === null),
  };
}

/** Injects the script. @returns the frames that it is in, the tab's own page first */
async function listFrames(
  tabId: number,
  frames: { readonly allFrames: true } | { readonly frameIds: number[] },
): Promise<number[]> {
  const injections = await browser.scripting.executeScript({
    target: { tabId, ...frames },
    files: [PAGE_SCRIPT],
  });
  return injections.map(({ frameId }) => frameId).toSorted((a, b) => a - b);
}

/** Null where it takes longer. */
function inTime<Value>(work: Promise<Value>, withinMs: number): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), withinMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function sendToFrame<Request extends PageRequest>(
  { tabId, frameId }: FramePlace,
  request: Request,
): Promise<PageAnswers[Request["type"]]> {
  const reply: PageReply = await browser.tabs.sendMessage(tabId, request, { frameId });
  if (!reply.ok) throw new Error(`The script in the page failed: ${reply.errorName}`);
  return reply.answer as PageAnswers[Request["type"]];
}

import { type CapturePart, isCapturePart } from "../../messages";

/** Where a message came from, as the browser (not the sender) says. */
export interface PageSender {
  readonly tabId: number | undefined;
  readonly frameId: number | undefined;
}

/** Takes one part and says whether more is wanted. */
export type PartReceiver = (part: CapturePart) => Promise<boolean>;

interface Expected {
  readonly tabId: number;
  readonly frameId: number;
  readonly receive: PartReceiver;
}

const expected = new Map<string, Expected>();

/**
 * Begins to expect a page's answer to a capture. The ticket is unguessable and known only to the
 * function injected into that frame. In memory only: a capture does not outlive the worker, it is
 * begun anew.
 */
export function expectAnswer(
  tabId: number,
  frameId: number,
  receive: PartReceiver,
): { readonly ticket: string; close(): void } {
  const ticket = crypto.randomUUID();
  expected.set(ticket, { tabId, frameId, receive });
  return { ticket, close: () => expected.delete(ticket) };
}

/**
 * Accepts a message only as the answer to a capture under way, from the very frame that was asked.
 * Anything else is told to stop.
 */
export async function receivePart(message: unknown, sender: PageSender): Promise<boolean> {
  if (!isCapturePart(message)) return false;
  const capture = expected.get(message.ticket);
  if (
    capture === undefined ||
    capture.tabId !== sender.tabId ||
    capture.frameId !== sender.frameId
  ) {
    return false;
  }
  return capture.receive(message);
}

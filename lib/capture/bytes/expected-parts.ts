import type { CapturePart, PageAnswer } from "../page/page-messages";

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
 * script in that frame. In memory only: a capture does not outlive the worker, it is
 * begun anew.
 */
export function expectParts(
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

/** Whether a message is a {@link CapturePart}; everything in it is checked, since a frame's process sent it. */
function isCapturePart(message: unknown): message is CapturePart {
  if (typeof message !== "object" || message === null) return false;
  const part = message as Partial<Record<keyof CapturePart, unknown>>;
  return (
    part.type === "capture-part" &&
    typeof part.ticket === "string" &&
    typeof part.index === "number" &&
    typeof part.isLast === "boolean" &&
    part.blob instanceof Blob &&
    (part.answer === null || isPageAnswer(part.answer))
  );
}

function isPageAnswer(value: unknown): value is PageAnswer {
  if (typeof value !== "object" || value === null) return false;
  const answer = value as Partial<Record<keyof PageAnswer, unknown>>;
  return (
    typeof answer.httpStatus === "number" &&
    Array.isArray(answer.headers) &&
    answer.headers.every(
      (header: unknown) =>
        Array.isArray(header) &&
        header.length === 2 &&
        header.every((text) => typeof text === "string"),
    )
  );
}

import { describeElement } from "./describe-element";
import { drawElement } from "./draw-element";
import { extensionApi } from "./extension-api";
import { lookUpFound } from "./found-elements";
import type { PageAnswers, PageReply, PageRequest } from "./page-messages";
import { placeOfElement } from "./place-of-element";
import { readElement } from "./read-element";
import { scanPage } from "./scan-page";

/**
 * Begins to answer the worker's and the popup's requests in this frame. Harmless when it is there
 * already: once for each version of the extension. The mark is a symbol, since a name could be that of
 * an element of the page.
 */
export function answerRequests(): void {
  const { runtime } = extensionApi();
  const mark = Symbol.for(`page-script ${runtime.getManifest().version}`);
  if (mark in globalThis) return;
  Object.defineProperty(globalThis, mark, { value: true });
  runtime.onMessage.addListener((message, _sender, answer) => {
    if (!isPageRequest(message)) return false;
    void reply(message).then(answer);
    // The answer comes later.
    return true;
  });
}

async function reply(request: PageRequest): Promise<PageReply> {
  try {
    return { ok: true, answer: await answerOf(request) };
  } catch (error) {
    return { ok: false, errorName: error instanceof Error ? error.name : typeof error };
  }
}

async function answerOf(request: PageRequest): Promise<PageAnswers[keyof PageAnswers]> {
  switch (request.type) {
    case "describe":
      return describeElement(request.target) satisfies PageAnswers["describe"];
    case "scan":
      return scanPage(request.bounds) satisfies PageAnswers["scan"];
    case "look-up":
      return lookUpFound(request.key) satisfies PageAnswers["look-up"];
    case "read": {
      const { target, download, report } = request;
      return (await readElement(target, download, report)) satisfies PageAnswers["read"];
    }
    case "draw":
      return (await drawElement(request.target, request.report)) satisfies PageAnswers["draw"];
    case "place":
      return placeOfElement(request.target) satisfies PageAnswers["place"];
  }
}

const TYPES: ReadonlySet<unknown> = new Set<PageRequest["type"]>([
  "describe",
  "scan",
  "look-up",
  "read",
  "draw",
  "place",
]);

/** Only the extension itself can send messages here: a type is all that is asked for. */
function isPageRequest(message: unknown): message is PageRequest {
  return (
    typeof message === "object" && message !== null && "type" in message && TYPES.has(message.type)
  );
}

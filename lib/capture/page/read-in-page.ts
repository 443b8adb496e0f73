/** How reading inside a page ended. */
export type PageReading =
  | { readonly ended: "complete" }
  /** The worker did not want more. */
  | { readonly ended: "stopped" }
  | { readonly ended: "http-error"; readonly httpStatus: number }
  /** The address could not be read: revoked, a stream, refused by the page's sandbox, no network. */
  | { readonly ended: "unreadable" }
  /** A drawing that holds pictures of another site. */
  | { readonly ended: "tainted" };

/** What is to be read. */
export interface PageTarget {
  /** Empty where the browser did not tell it: then that of the element. */
  readonly srcUrl: string;
  readonly element: "image" | "video";
  /** The name that a scan gave the element; null for what was clicked. */
  readonly key: string | null;
}

/** How the page reports to the worker. */
export interface PageReport {
  readonly ticket: string;
  readonly partBytes: number;
  readonly askEveryMs: number;
}

/**
 * Runs inside the clicked frame: reads the picture's bytes as the page itself can, and sends them to
 * the worker in parts of `partBytes`, or smaller ones every `askEveryMs`, empty when nothing has come:
 * the worker's word on each decides whether the download goes on, however slow the site.
 *
 * @param request how to ask; `headers` ask for the rest of a file, null: for all of it
 *
 * The browser serialises this function: it may use nothing from outside itself.
 */
export async function readInPage(
  { srcUrl, element }: PageTarget,
  request: {
    readonly cache: "force-cache" | "reload";
    readonly headers: Record<string, string> | null;
  },
  { ticket, partBytes, askEveryMs }: PageReport,
): Promise<PageReading> {
  interface Runtime {
    sendMessage(message: unknown): Promise<unknown>;
  }
  const scope = globalThis as {
    browser?: { runtime?: Runtime };
    chrome?: {
      runtime?: Runtime;
      dom?: { openOrClosedShadowRoot?(host: Element): ShadowRoot | null };
    };
  };
  const runtime = scope.browser?.runtime ?? scope.chrome?.runtime;
  if (runtime === undefined) return { ended: "unreadable" };

  let answer: { httpStatus: number; headers: [string, string][] } | null = null;
  const send = async (blob: Blob, isLast: boolean, index: number): Promise<boolean> => {
    const message = { type: "capture-part", ticket, index, blob, answer, isLast };
    const reply = await runtime.sendMessage(message);
    return typeof reply === "object" && reply !== null && "goOn" in reply
      ? reply.goOn === true
      : false;
  };

  // Chromium has a function that opens closed trees, Firefox a property of the element.
  const shadowOf = (
    host: Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null },
  ): ShadowRoot | null => {
    const api = scope.chrome?.dom?.openOrClosedShadowRoot;
    if (host instanceof HTMLElement && api !== undefined) return api(host);
    return host.openOrClosedShadowRoot ?? host.shadowRoot;
  };
  // An address that the browser did not tell is that of the element under the pointer.
  const findHovered = (root: Document | ShadowRoot): Element | undefined => {
    const innermost = [...root.querySelectorAll(":hover")].at(-1);
    const shadow = innermost === undefined ? null : shadowOf(innermost);
    const inside = shadow === null ? undefined : findHovered(shadow);
    return (
      inside ?? [...root.querySelectorAll(`${element === "image" ? "img" : "video"}:hover`)].at(-1)
    );
  };
  const shown = srcUrl === "" ? findHovered(document) : undefined;
  const isMedia = shown instanceof HTMLImageElement || shown instanceof HTMLVideoElement;
  const url = srcUrl === "" && isMedia ? shown.currentSrc : srcUrl;
  if (url === "") return { ended: "unreadable" };

  const abort = new AbortController();
  // One buffer for all parts, filled by the browser itself: the pieces that a usual reader gives stay in
  // memory until the page happens to collect its garbage.
  let buffer = new ArrayBuffer(partBytes);
  let heldBytes = 0;
  let sentAtMs = performance.now();
  let sentParts = 0;
  let uncollectedBytes = 0;
  // To the page's collector a blob is a handle of a few bytes, and may wait for long. See collect-blobs.ts.
  const collectBlobs = (): void => {
    uncollectedBytes = 0;
    try {
      new ArrayBuffer(256 * 1024 * 1024).transfer(0);
    } catch (error) {
      // Where so much cannot even be asked for, the collector is at work already.
      if (!(error instanceof RangeError)) throw error;
    }
  };
  let isEarlierWanted = Promise.resolve(true);
  let isWanted = Promise.resolve(true);
  // Two parts are under way: while the worker stores one, the next crosses the processes.
  const sendHeld = async (isLast: boolean): Promise<void> => {
    if (!(await isEarlierWanted)) abort.abort();
    abort.signal.throwIfAborted();
    isEarlierWanted = isWanted;
    // A handle: the bytes themselves go to the browser once, and pass through no process on their way.
    isWanted = send(new Blob([new Uint8Array(buffer, 0, heldBytes)]), isLast, sentParts);
    uncollectedBytes += heldBytes;
    if (uncollectedBytes >= 32 * 1024 * 1024) collectBlobs();
    sentParts += 1;
    // Without a worker to answer there is nobody to read for.
    isWanted.catch(() => abort.abort());
    heldBytes = 0;
    sentAtMs = performance.now();
    if (isLast && !((await isEarlierWanted) && (await isWanted))) abort.abort();
  };
  /** Both readers answer whether the end was reached. */
  const fillFrom = (body: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    const reader = body.getReader({ mode: "byob" });
    return async (): Promise<boolean> => {
      const { done, value } = await reader.read(new Uint8Array(buffer, heldBytes));
      if (value === undefined) return true;
      buffer = value.buffer;
      heldBytes += value.byteLength;
      return done;
    };
  };
  const copyFrom = (body: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    const reader = body.getReader();
    let left = new Uint8Array();
    return async (): Promise<boolean> => {
      if (left.byteLength === 0) {
        const { done, value } = await reader.read();
        if (done) return true;
        left = value;
      }
      const fitting = left.subarray(0, partBytes - heldBytes);
      new Uint8Array(buffer).set(fitting, heldBytes);
      heldBytes += fitting.byteLength;
      left = left.subarray(fitting.byteLength);
      return false;
    };
  };
  // Without a worker to answer there is nobody to read for.
  const ask = () => {
    send(new Blob(), false, sentParts).then(
      (goOn) => goOn || abort.abort(),
      () => abort.abort(),
    );
  };
  const asking = setInterval(ask, askEveryMs);
  try {
    const { cache, headers } = request;
    const response =
      headers === null
        ? await fetch(url, { cache, signal: abort.signal })
        : await fetch(url, { cache: "no-store", headers, signal: abort.signal });
    if (!response.ok) return { ended: "http-error", httpStatus: response.status };

    if (url.startsWith("blob:") || response.body === null) {
      // A handle moves, not the bytes, however large the file.
      const blob = await response.blob();
      clearInterval(asking);
      return (await send(blob, true, 0)) ? { ended: "complete" } : { ended: "stopped" };
    }
    answer = { httpStatus: response.status, headers: [...response.headers] };
    // Firefox's scripts live apart from the page, whose streams cannot fill their buffers.
    const readMore = "cloneInto" in globalThis ? copyFrom(response.body) : fillFrom(response.body);
    for (;;) {
      const done = await readMore();
      const isDue = heldBytes > 0 && performance.now() - sentAtMs >= askEveryMs;
      if (done || isDue || heldBytes === partBytes) await sendHeld(done);
      abort.signal.throwIfAborted();
      if (done) return { ended: "complete" };
    }
  } catch {
    return { ended: abort.signal.aborted ? "stopped" : "unreadable" };
  } finally {
    clearInterval(asking);
  }
}

import { randomBytes } from "node:crypto";
import { constants, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { type Answer, emptyAnswer } from "./answer";
import { type BodyContent, decodeBody } from "./body-content";
import { applyFault, type FaultRules, type FaultyOutcome } from "./fault-rules";
import type { HoldPoints } from "./hold-points";
import type { LinkShaper } from "./link-shaping";
import { routeOf } from "./operation";
import { internalError } from "./problem-answers";
import { readBody } from "./request-body";
import { type LogEntry, REQUEST_NAME_HEADER, type RequestLog } from "./request-log";
import type { RequestTraits } from "./request-match";
import type { XRequest } from "./x-request";

/** What stands between the wire and the operations. */
export interface RequestPipeline {
  log: RequestLog;
  link: LinkShaper;
  holds: HoldPoints;
  faults: FaultRules;
  perform: (request: XRequest) => Answer;
  /** X's own clock, in epoch milliseconds. */
  now: () => number;
}

// An image of 5 MiB as base64 fits, and so does a segment of 8 MiB as base64.
const maxBodyBytes = 12 * 1024 ** 2;

/**
 * Takes one request through its stations: log, paced body, hold, fault or real effect, hold,
 * latency, answer. Never rejects.
 */
export async function serveRequest(
  incoming: Http2ServerRequest,
  outgoing: Http2ServerResponse,
  { log, link, holds, faults, perform, now }: RequestPipeline,
): Promise<void> {
  const atMs = performance.now();
  const { method } = incoming;
  const { pathname: path, searchParams: query } = new URL(incoming.url, "https://api.x.com");
  const route = routeOf(method, path);
  const name = incoming.headers[REQUEST_NAME_HEADER]?.toString();
  const entry = log.open({
    atMs,
    operation: route.operation,
    method,
    path,
    ...(name !== undefined && { name }),
  });
  outgoing.once("close", () => {
    if (entry.outcome === "open") log.close(entry, { outcome: "aborted" });
  });

  const reading = await readBody(incoming, {
    limitBytes: maxBodyBytes,
    announcedBytes: announcedLength(incoming.headers["content-length"]),
    admit: (chunkBytes) => link.admit(chunkBytes),
    onChunk: (chunkBytes) => log.countBytes(entry, chunkBytes),
  });
  if (reading.kind === "aborted") {
    if (entry.outcome === "open") log.close(entry, { outcome: "aborted" });
    return;
  }
  const content: BodyContent =
    reading.kind === "complete"
      ? decodeBody(incoming.headers["content-type"], reading.bytes)
      : { kind: "none" };
  const traits: RequestTraits = { operation: route.operation, method, path };
  const segmentIndex = segmentIndexOf(content);
  if (route.operation === "append" && segmentIndex !== undefined) {
    traits.segmentIndex = segmentIndex;
    log.update(entry, { segmentIndex });
  }
  const isAboutMedia = route.operation === "append" || route.operation === "finalize";
  if (isAboutMedia && route.pathId !== undefined) log.update(entry, { mediaId: route.pathId });

  await link.cross();
  if ((await holds.pass(traits, "before")) === "dropped") {
    reset(incoming, log, entry);
    return;
  }
  const performReal = (): Answer =>
    reading.kind === "tooLarge"
      ? emptyAnswer(413)
      : performSafely(
          () =>
            perform({
              ...route,
              method,
              path,
              query,
              headers: incoming.headers,
              content,
              arrivedAtMs: atMs,
            }),
          (defect) => log.update(entry, { defect }),
        );
  const fault = faults.take(traits);
  if (fault !== undefined) log.update(entry, { fault: fault.kind });
  const outcome: FaultyOutcome = fault ? applyFault(fault, performReal) : performReal();
  if (outcome === "silence") {
    log.close(entry, { outcome: "silenced" });
    return;
  }
  if ((await holds.pass(traits, "after")) === "dropped") {
    reset(incoming, log, entry);
    return;
  }
  await link.cross();
  if (outcome === "reset") reset(incoming, log, entry);
  else
    send(
      outgoing,
      { ...outcome, headers: { date: dateOf(now()), ...outcome.headers } },
      log,
      entry,
    );
}

function announcedLength(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

function segmentIndexOf(content: BodyContent): number | undefined {
  const fields: unknown =
    content.kind === "multipart"
      ? content.fields
      : content.kind === "json"
        ? content.value
        : undefined;
  if (typeof fields !== "object" || fields === null || !("segment_index" in fields)) {
    return undefined;
  }
  const index = Number(fields.segment_index);
  return Number.isInteger(index) ? index : undefined;
}

function performSafely(perform: () => Answer, onDefect: (reason: string) => void): Answer {
  try {
    return perform();
  } catch (error) {
    onDefect(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return internalError();
  }
}

function send(
  outgoing: Http2ServerResponse,
  { status, headers, body, note, onSent }: Answer,
  log: RequestLog,
  entry: LogEntry,
): void {
  if (outgoing.destroyed || entry.outcome !== "open") return;
  outgoing.writeHead(status, {
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
    "api-version": "2.167",
    "x-transaction-id": randomBytes(8).toString("hex"),
  });
  outgoing.end(body);
  onSent?.();
  log.close(entry, { ...note, status, outcome: "answered" });
}

/** Node's own header would show this machine's clock. */
function dateOf(epochMs: number): string {
  return new Date(epochMs).toUTCString();
}

function reset(incoming: Http2ServerRequest, log: RequestLog, entry: LogEntry): void {
  if (entry.outcome === "open") log.close(entry, { outcome: "reset" });
  // Browsers repeat some requests by themselves after REFUSED_STREAM, but not after this code.
  if (incoming.httpVersionMajor === 2) {
    incoming.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  } else {
    incoming.socket.destroy();
  }
}

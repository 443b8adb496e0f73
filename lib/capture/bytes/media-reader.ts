import { toJobError } from "../../errors/job-error";
import type { CaptureSource, FilmOffer } from "../../jobs/capture-source";
import type { StreamMark } from "../../jobs/stream-mark";
import type { Conversion } from "../../media/conversion";
import { conversionKindOf } from "../../media/convertible-types";
import { inspectMedia, type InspectResult } from "../../media/inspect-media";
import { sniffMediaType } from "../../media/sniff-media-type";
import type { MediaBytes } from "../../media/media-bytes";
import type { MediaRefusal } from "../../media/media-refusal";
import { ByteSink, HEAD_BYTES } from "./byte-sink";
import type { CaptureEffects } from "../capture-effects";
import type { StoredPart } from "../site/download-mark";
import { fetchInWorker, fetchRest } from "../site/fetch-in-worker";
import { judgeHead } from "./judge-head";
import { checkAllowed } from "../stream/fetch-part";
import { findStream } from "../stream/find-stream";
import { type ChoosePart, readStream, type StreamEffects } from "../stream/read-stream";
import type { OpenSinks } from "./open-sinks";
import { originPattern } from "../site/site-patterns";
import { mayOffer, namingPageOf } from "../site/site-trust";
import { mayBeTooLong } from "../film/may-be-long";
import { type FilmPartEffects, isPartMark, readFilmPart } from "../film/read-film-part";
import {
  isPageTrouble,
  isPlaylist,
  isStreamed,
  isUnreachable,
  isWebAddress,
  mayBeStale,
} from "./read-failures";
import { receiveFile } from "./receive-file";
import { readScreen } from "./read-screen";
import { readLocalFile } from "./read-local-file";
import { captureFailure, refusalFailure } from "../../errors/capture-failure";

/** The stored file, and what it turned out to be: media, or (not `ok`) a type that has to be converted. */
export type ReadFile = InspectResult & { readonly file: MediaBytes };

/** The stored pieces of a stream, or of a film, of which a film is to be made. */
export interface ReadPieces {
  readonly conversion: Conversion;
}

type StreamConversion = Extract<Conversion, { kind: "stream" }>;

/** Reads one file, whole or in part, and says what it is. */
export interface MediaReader {
  /** All of the file. */
  readAll(): Promise<ReadFile | ReadPieces>;
  /** What an interrupted capture has not stored yet; all of it where the site has another file by now. */
  readRest(stored: StoredPart): Promise<ReadFile>;
  /**
   * The pieces of a stream, or the part of a film, of which an interrupted capture has stored the first ones; all of a
   * film whose site sends no parts of it any more.
   */
  readStream(stored: StreamMark): Promise<ReadFile | ReadPieces>;
}

/**
 * Makes the reader of what was clicked: inside the page, in the worker, in the page first and then
 * in the worker, or off the screen. Its methods store the bytes, and throw `JobFailure` with a code of the capture or
 * media kind, or `CaptureStopped` when the attachment no longer wants its bytes.
 *
 * @param choosePart which part is fetched of a stream, or a film, that is longer than X takes
 * @param isFound the source was found among what a page has loaded: nobody has seen that it is the right one
 */
export function createReader(
  source: CaptureSource,
  effects: CaptureEffects,
  signal: AbortSignal,
  choosePart: ChoosePart,
  isFound = false,
): MediaReader {
  const { bytes, now } = effects;
  let sink: ByteSink | null = null;
  const sinks: OpenSinks = {
    openSink(mark, withCookies = false) {
      sink = new ByteSink(bytes, judgeHead, now, {
        mark,
        isUnseen: withCookies || isFound,
      });
      return sink;
    },
    async resumeSink({ startByte, mark }) {
      const head = await (await bytes.open()).read(0, HEAD_BYTES);
      sink = new ByteSink(bytes, judgeHead, now, { bytes: startByte, head });
      sink.totalBytes = mark.totalBytes;
      return sink;
    },
  };
  const openPieces = async (
    stored: StreamMark | null,
    markAt: (storedBytes: number) => StreamMark,
    isUnseen: boolean,
  ) => {
    const start =
      stored === null
        ? { mark: null, isUnseen }
        : { bytes: stored.storedBytes, head: await (await bytes.open()).read(0, HEAD_BYTES) };
    return new ByteSink(bytes, judgeHead, now, start, markAt);
  };
  // Which of its qualities and languages is taken is decided here, not by the player.
  const openStream: StreamEffects["openStream"] = (stored, markAt) =>
    openPieces(stored, markAt, true);
  /** What the page merely names is asked for plainly. */
  const findSource = async (film: FilmOffer): Promise<CaptureSource> => {
    const url = await findStream(source, film, effects, signal);
    if (!mayOffer(url, namingPageOf(source))) throw captureFailure("unsupported-source");
    await checkAllowed(url, source, effects);
    return { ...source, url, way: "worker", isOffered: true };
  };
  const readPart = async (
    from: CaptureSource,
    stored: StreamMark | null,
  ): Promise<ReadPieces | null> => {
    const isUnseen = isFound || from !== source;
    const partEffects: FilmPartEffects = {
      ...effects,
      openPart: (mark, markAt, withCookies) => openPieces(mark, markAt, withCookies || isUnseen),
    };
    const found = await readFilmPart(from, stored, choosePart, partEffects, signal);
    return found && describePieces({ runs: [], ...found });
  };
  const readPieces = async (stored: StreamMark | null): Promise<ReadFile | ReadPieces> => {
    const film = source.offer?.film;
    const isPlayed = film !== undefined && !isWebAddress(source.url);
    const from = isPlayed ? await findSource(film) : source;
    if (stored !== null && isPartMark(stored)) {
      const part = await readPart(from, stored);
      return part ?? createReader(from, effects, signal, choosePart, isPlayed).readAll();
    }
    const streamEffects = { ...effects, openStream };
    return describePieces(await readStream(from, stored, choosePart, streamEffects, signal));
  };
  const describePieces = async (
    pieces: Pick<StreamConversion, "runs" | "part" | "window" | "tracks">,
  ): Promise<ReadPieces> => {
    const file = await bytes.open();
    const sniffed = sniffMediaType(await file.read(0, HEAD_BYTES));
    const type =
      sniffed.kind === "accepted"
        ? sniffed.mediaType
        : sniffed.kind === "known"
          ? sniffed.name
          : "mp4-segment";
    return { conversion: { kind: "stream", source: { type, totalBytes: file.size }, ...pieces } };
  };
  const inspect = async () => {
    const file = sink?.whole ?? (await bytes.open());
    const result = { file, ...(await inspectMedia(file)) };
    if (!result.ok && !isConvertible(result.refusal)) throw refusalFailure(result.refusal);
    return result;
  };
  const inspectSize = async () => {
    const result = await inspect();
    return result.ok ? result.media : { widthPx: null, heightPx: null };
  };
  const siteEffects = { ...effects, ...sinks, inspect: inspectSize };
  const pageEffects = { ...effects, ...sinks };

  const readAllInPage = async () => {
    try {
      await receiveFile(source, "force-cache", null, pageEffects, signal);
      return await inspect();
    } catch (failure) {
      // The browser may have kept what the site answered before the person signed in there, say.
      if (!isWebAddress(source.url) || !mayBeStale(failure)) throw failure;
      await receiveFile(source, "reload", null, pageEffects, signal);
      return inspect();
    }
  };
  /** A page that is closed, or has no origin of its own (a sandboxed one), cannot read its pictures: the worker tries. */
  const orInWorker = (inPage: Promise<ReadFile>, inWorker: () => Promise<ReadFile>) =>
    inPage.catch(async (failure: unknown) => {
      if (!isWebAddress(source.url) || !isPageTrouble(failure)) throw failure;
      try {
        return await inWorker();
      } catch (second) {
        // Without a permission any site is unreachable for the worker: what the page met says more.
        throw isUnreachable(second) ? await nameClosedPage(failure, source, effects) : second;
      }
    });

  return {
    async readAll() {
      if (source.way === "file") {
        await readLocalFile(await effects.localFile(), () => sinks.openSink(null), signal);
        return inspect();
      }
      if (source.way === "screen") {
        await readScreen(source, { ...effects, ...sinks }, signal);
        return inspect();
      }
      const inWorker = async () => {
        await fetchInWorker(source, effects.shownSize, siteEffects, signal);
        return inspect();
      };
      const part = mayBeTooLong(source, effects.tier) ? await readPart(source, null) : null;
      if (part !== null) return part;
      const file: Promise<ReadFile | ReadPieces> =
        source.way === "page" ? orInWorker(readAllInPage(), inWorker) : inWorker();
      return file.catch(async (failure: unknown) => {
        const film = source.offer?.film;
        if (film !== undefined && !isWebAddress(source.url) && isStreamed(failure)) {
          return createReader(await findSource(film), effects, signal, choosePart, true).readAll();
        }
        if (!isWebAddress(source.url) || !isPlaylist(failure)) throw failure;
        return readPieces(null);
      });
    },
    readStream: readPieces,
    readRest(stored) {
      if (stored.startByte === stored.mark.totalBytes) return inspect();
      const inPage = async () => {
        await receiveFile(source, "force-cache", stored, pageEffects, signal);
        return inspect();
      };
      const inWorker = async () => {
        await fetchRest(source, stored, siteEffects, signal);
        return inspect();
      };
      return source.way === "page" ? orInWorker(inPage(), inWorker) : inWorker();
    },
  };
}

function isConvertible(refusal: MediaRefusal): boolean {
  return refusal.code === "unsupported-type" && conversionKindOf(refusal.details.detected) !== null;
}

/**
 * The page is closed, or its address has a password in it, into which Chromium 156 lets nobody in by a click; and the
 * worker may not ask its site: with a permission it can.
 */
async function nameClosedPage(
  failure: unknown,
  source: CaptureSource,
  { mayFetch }: CaptureEffects,
): Promise<unknown> {
  if (toJobError(failure, "capture").code !== "page-unreachable") return failure;
  const origin = originPattern(new URL(source.url));
  if (origin === null || (await mayFetch(origin))) return failure;
  return captureFailure("page-closed", { origin }, { cause: failure });
}

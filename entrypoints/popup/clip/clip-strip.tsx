import "./clip.css";
import { useEffect, useId, useRef } from "preact/hooks";
import { formatDuration } from "../../../lib/i18n/format-duration";
import { formatFilmClock, formatFilmTime } from "../../../lib/i18n/format-film-time";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { OriginalVideo } from "../../../lib/jobs/video-clip";
import type { ClipSpan, SpanLimits } from "../../../lib/media/clip-span";
import {
  type ClipEnd,
  handleOfKey,
  moveByKey,
  moveHandle,
  spanOfText,
  textOfSpan,
  WHOLE,
} from "../../../lib/popup/clip-choice";
import type { Send } from "../../../lib/ui/use-commands";
import { useDraftField } from "../../../lib/ui/use-draft-field";
import { CutNote } from "./cut-note";
import { useFrames } from "./use-frames";
import { useLoop } from "./use-loop";
import { usePlayer } from "./use-player";

/** A clip is cut once its handles have been at rest for so long. */
const REST_MS = 700;

/**
 * The film as a strip of frames with a handle at each end of the part that is posted. What is chosen is cut by
 * itself; the player beside it plays it in a loop.
 */
export function ClipStrip({
  attachment,
  original,
  player,
  send,
}: {
  attachment: Attachment;
  original: OriginalVideo;
  /** Null while the video cannot be played. */
  player: HTMLVideoElement | null;
  send: Send;
}) {
  const { url, durationMs } = usePlayer(player);
  const filmMs = attachment.clip?.filmMs ?? original.media?.durationMs ?? durationMs;
  // Before it is known how long the film is there is nothing to choose from.
  return filmMs === null || filmMs <= 0 ? null : (
    <LoadedStrip
      attachment={attachment}
      filmMs={filmMs}
      startsAtMs={shownFromMs(attachment, original)}
      player={player}
      url={url}
      send={send}
    />
  );
}

/** When what is played begins: where something is hidden it is what is posted. */
function shownFromMs({ clip }: Attachment, { window }: OriginalVideo): number {
  if (clip?.hiding !== undefined) return clip.cut?.startMs ?? clip.span.startMs;
  return window?.startMs ?? 0;
}

function LoadedStrip({
  attachment,
  filmMs,
  startsAtMs,
  player,
  url,
  send,
}: {
  attachment: Attachment;
  filmMs: number;
  /** When what is stored of the film begins, from the film's beginning. */
  startsAtMs: number;
  player: HTMLVideoElement | null;
  url: string | null;
  send: Send;
}) {
  const { id: attachmentId, clip } = attachment;
  const limits: SpanLimits = { filmMs, longestMs: clip?.longestMs ?? null };
  const field = useDraftField(
    attachmentId,
    clip === undefined ? WHOLE : textOfSpan(clip.span, limits),
    (text) => send({ type: "choose-clip", attachmentId, span: spanOfText(text), filmMs }),
    REST_MS,
  );
  const chosen = spanOfText(field.value);
  const span = chosen ?? { startMs: 0, endMs: Math.floor(filmMs) };
  const canvas = useRef<HTMLCanvasElement>(null);
  useFrames(canvas, url, filmMs, startsAtMs);
  useLoop(player, chosen, startsAtMs);

  function move(end: ClipEnd, toMs: number): void {
    const next = moveHandle(span, end, toMs, limits);
    const text = textOfSpan(next, limits);
    if (text !== field.value) field.edit(text);
    if (player === null) return;
    player.pause();
    player.currentTime = ((end === "start" ? next.startMs : next.endMs) - startsAtMs) / 1000;
  }

  function moveToPlayer(event: KeyboardEvent): void {
    const end = handleOfKey(event);
    if (end === null || player === null) return;
    event.preventDefault();
    const atMs = startsAtMs + player.currentTime * 1000;
    const text = textOfSpan(moveHandle(span, end, atMs, limits), limits);
    if (text !== field.value) field.edit(text);
  }

  const onPlayerKey = useRef(moveToPlayer);
  onPlayerKey.current = moveToPlayer;
  useEffect(() => {
    if (player === null) return undefined;
    const listen = (event: KeyboardEvent) => onPlayerKey.current(event);
    player.addEventListener("keydown", listen);
    return () => player.removeEventListener("keydown", listen);
  }, [player]);

  const id = useId();
  const locale = translate("locale_tag");
  return (
    <div class="clip" role="group" aria-label={translate("clip_title")}>
      {/* Time runs from left to right in every language, as in the browser's own player. */}
      <div class="clip-strip" dir="ltr" style={placesOf(span, filmMs)}>
        <canvas ref={canvas} class="clip-frames" aria-hidden="true" />
        <span class="clip-rest is-before" aria-hidden="true" />
        <span class="clip-rest is-after" aria-hidden="true" />
        <span class="clip-chosen" aria-hidden="true" />
        <Handle
          end="start"
          span={span}
          filmMs={filmMs}
          hintId={`${id}-keys`}
          onMove={move}
          onKey={moveToPlayer}
        />
        <Handle
          end="end"
          span={span}
          filmMs={filmMs}
          hintId={`${id}-keys`}
          onMove={move}
          onKey={moveToPlayer}
        />
      </div>
      <div class="clip-line">
        <span class="clip-times">
          {translate(
            "clip_times",
            formatFilmClock(span.startMs, locale),
            formatFilmClock(span.endMs, locale),
            formatDuration(span.endMs - span.startMs, locale),
          )}
        </span>
        {chosen !== null && limits.longestMs === null && (
          <button type="button" class="button is-small is-quiet" onClick={() => field.edit(WHOLE)}>
            {translate("clip_whole")}
          </button>
        )}
      </div>
      <CutNote attachment={attachment} isChosen={chosen !== null} />
      <p id={`${id}-keys`} class="visually-hidden">
        {translate("clip_keys")}
      </p>
    </div>
  );
}

/** One end of the clip, in seconds. */
function Handle({
  end,
  span,
  filmMs,
  hintId,
  onMove,
  onKey,
}: {
  end: ClipEnd;
  span: ClipSpan;
  filmMs: number;
  hintId: string;
  onMove: (end: ClipEnd, toMs: number) => void;
  /** Called with each key that moves no handle. */
  onKey: (event: KeyboardEvent) => void;
}) {
  const atMs = end === "start" ? span.startMs : span.endMs;
  return (
    <input
      type="range"
      class="clip-handle"
      aria-label={translate(end === "start" ? "clip_start" : "clip_end")}
      aria-valuetext={formatFilmTime(atMs, translate("locale_tag"))}
      aria-describedby={hintId}
      min={0}
      max={Math.floor(filmMs) / 1000}
      step={0.001}
      value={atMs / 1000}
      onInput={(event) => onMove(end, event.currentTarget.valueAsNumber * 1000)}
      onKeyDown={(event) => {
        const toMs = moveByKey(event, atMs, filmMs);
        if (toMs === null) onKey(event);
        if (toMs === null || event.altKey) return;
        event.preventDefault();
        onMove(end, toMs);
      }}
    />
  );
}

/** Where the clip lies on the strip, from 0 to 1. */
function placesOf({ startMs, endMs }: ClipSpan, filmMs: number): Record<string, number> {
  return { "--clip-start": startMs / filmMs, "--clip-end": Math.min(1, endMs / filmMs) };
}

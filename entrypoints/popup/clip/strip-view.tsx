import "./clip.css";
import type { RefObject } from "preact";
import { useId } from "preact/hooks";
import { formatDuration } from "../../../lib/i18n/format-duration";
import { formatFilmClock, formatFilmTime } from "../../../lib/i18n/format-film-time";
import { translate } from "../../../lib/i18n/translate";
import type { Attachment } from "../../../lib/jobs/attachment";
import type { ClipSpan } from "../../../lib/media/clip-span";
import { type ClipEnd, moveByKey } from "../../../lib/popup/clip-choice";
import { CutNote } from "./cut-note";
import type { ClipChoice } from "./use-clip-choice";

/** The strip itself, with its two handles, and what is chosen in words. */
export function StripView({
  attachment,
  choice: { span, chosen, limits, move, moveToPlayer, chooseWhole },
  canvas,
}: {
  attachment: Attachment;
  choice: ClipChoice;
  /** Where the frames are drawn. */
  canvas: RefObject<HTMLCanvasElement | null>;
}) {
  const { filmMs } = limits;
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
        {(["start", "end"] as const).map((end) => (
          <Handle
            key={end}
            end={end}
            span={span}
            filmMs={filmMs}
            hintId={`${id}-keys`}
            onMove={move}
            onKey={moveToPlayer}
          />
        ))}
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
          <button type="button" class="button is-small is-quiet" onClick={chooseWhole}>
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

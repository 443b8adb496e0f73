import { useId } from "preact/hooks";
import { formatFilmTime } from "../../../lib/i18n/format-film-time";
import { translate } from "../../../lib/i18n/translate";
import type { MovingFilm } from "./moving-film";
import { NumberBox } from "./number-box";
import type { FilmEditor } from "./use-film-editor";

/** The moment whose frame is shown, and from when to when the next part is hidden. */
export function FilmTimes({
  film: { startMs, endMs },
  editor,
  atMs,
  onMove,
}: {
  film: MovingFilm;
  editor: FilmEditor;
  atMs: number;
  onMove: (atMs: number) => void;
}) {
  const spanId = useId();
  return (
    <>
      <input
        type="range"
        class="edit-moment"
        // Time runs from left to right in every language, as in the browser's own player.
        dir="ltr"
        aria-label={translate("edit_moment")}
        aria-valuetext={formatFilmTime(atMs, translate("locale_tag"))}
        min={startMs}
        max={endMs}
        step={100}
        value={atMs}
        onInput={(event) => onMove(event.currentTarget.valueAsNumber)}
      />
      <div class="edit-numbers is-times" role="group" aria-labelledby={spanId}>
        <span id={spanId} class="visually-hidden">
          {translate("edit_span")}
        </span>
        <Seconds
          name="edit_from"
          unitId={spanId}
          valueMs={editor.fromMs}
          endMs={endMs}
          set={editor.chooseFrom}
        />
        <Seconds
          name="edit_to"
          unitId={spanId}
          valueMs={editor.toMs}
          endMs={endMs}
          set={editor.chooseTo}
        />
      </div>
    </>
  );
}

function Seconds({
  name,
  unitId,
  valueMs,
  endMs,
  set,
}: {
  name: "edit_from" | "edit_to";
  /** The id of what says in which unit it is. */
  unitId: string;
  valueMs: number;
  endMs: number;
  set: (ms: number) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {translate(name)}
      </label>
      <NumberBox
        id={id}
        inputMode="decimal"
        aria-describedby={unitId}
        min={0}
        max={endMs / 1000}
        step="any"
        value={valueMs / 1000}
        onEnter={(value) => set(Math.round(value * 1000))}
      />
    </div>
  );
}

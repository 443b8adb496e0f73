import { useMemo, useState } from "preact/hooks";
import { beginHistory, redoStep, takeStep, undoStep } from "../../../lib/edit/edit-history";
import type { HidingWay } from "../../../lib/edit/hidden-region";
import { MAX_HIDDEN_REGIONS, UNEDITED } from "../../../lib/edit/picture-edit";
import { intersect, type Rect, sameRect, wholeOf } from "../../../lib/edit/rect";
import { selectByNumber } from "../../../lib/edit/selection";
import { type HiddenPart, hiddenIn } from "../../../lib/media/film-hiding";
import type { StageEditor } from "./edit-stage";
import type { MovingFilm } from "./moving-film";
import type { Editor } from "./use-editor";

/** What a person hides in a film, as the editor shows it. */
export interface FilmEditor
  extends
    StageEditor,
    Pick<
      Editor,
      "enter" | "how" | "chooseWay" | "canUndo" | "canRedo" | "undo" | "redo" | "startOver"
    > {
  readonly parts: readonly HiddenPart[];
  /** From when to when the next part is hidden, in milliseconds from the film's beginning. */
  readonly fromMs: number;
  readonly toMs: number;
  chooseFrom(fromMs: number): void;
  chooseTo(toMs: number): void;
  /** Hides what is selected; where nothing is, the next selection. */
  hide(): void;
  /** The parts with one for which the numbers are entered and Hide was pressed before. */
  finish(): readonly HiddenPart[];
}

/**
 * The state of the editor of a film.
 *
 * @param begun what was hidden earlier
 * @param atMs the moment whose frame is shown
 */
export function useFilmEditor(
  { size, startMs, endMs }: MovingFilm,
  begun: readonly HiddenPart[],
  atMs: number,
): FilmEditor {
  const [history, setHistory] = useState(() => beginHistory(begun));
  const [drawn, setDrawn] = useState<Rect | null>(null);
  const [isWaiting, setIsWaiting] = useState(false);
  // Blocks that lie still over a picture that moves tell more of it than over one that rests.
  const [how, setHow] = useState<HidingWay>("cover");
  const [fromMs, setFromMs] = useState(startMs);
  const [toMs, setToMs] = useState(endMs);
  const parts = history.present;
  const selection = drawn ?? wholeOf(size);
  const isSelected = drawn !== null && !sameRect(drawn, wholeOf(size));
  const edit = useMemo(() => {
    const hidden = hiddenIn({ parts }, atMs, atMs).map((part) => ({
      how: part.how,
      area: { box: part.box },
    }));
    return { ...UNEDITED, hidden };
  }, [parts, atMs]);

  function withPart(area: Rect): readonly HiddenPart[] {
    const box = intersect(area, wholeOf(size));
    if (box === null || parts.length >= MAX_HIDDEN_REGIONS) return parts;
    const isWhole = fromMs <= startMs && toMs >= endMs;
    return [...parts, { how, box, span: isWhole ? null : { startMs: fromMs, endMs: toMs } }];
  }

  function step(next: readonly HiddenPart[]): void {
    setHistory((before) => takeStep(before, next));
    setDrawn(null);
    setIsWaiting(false);
  }

  return {
    edit,
    size,
    selection,
    isSelected,
    parts,
    how,
    fromMs,
    toMs,
    tool: isWaiting ? "hide" : null,
    shape: "free",
    canUndo: history.past.length > 0,
    canRedo: history.undone.length > 0,
    select: setDrawn,
    endSelecting(area) {
      if (isWaiting) step(withPart(area));
      else setDrawn(area);
    },
    // There is no brush for films.
    brush: () => undefined,
    enter: (field, value) => setDrawn(selectByNumber(selection, field, value, "free", size)),
    chooseWay: setHow,
    chooseFrom: (ms) => setFromMs(Math.min(Math.max(ms, startMs), toMs - 1)),
    chooseTo: (ms) => setToMs(Math.max(Math.min(ms, endMs), fromMs + 1)),
    hide() {
      if (isSelected) step(withPart(selection));
      else setIsWaiting(!isWaiting);
    },
    startOver: () => step(NOTHING),
    undo() {
      setHistory(undoStep);
      setDrawn(null);
    },
    redo() {
      setHistory(redoStep);
      setDrawn(null);
    },
    finish: () => (isSelected && isWaiting ? withPart(selection) : parts),
  };
}

const NOTHING: readonly HiddenPart[] = [];

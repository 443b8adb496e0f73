import { useState } from "preact/hooks";
import { beginHistory, redoStep, takeStep, undoStep } from "../../../lib/edit/edit-history";
import type { HidingWay, Stroke } from "../../../lib/edit/hidden-region";
import {
  cropTo,
  editedSize,
  hideBox,
  hideStroke,
  lay,
  type PictureEdit,
  UNEDITED,
} from "../../../lib/edit/picture-edit";
import { type Rect, sameRect, type Size, wholeOf } from "../../../lib/edit/rect";
import { selectByNumber, selectShape, type ShapeName } from "../../../lib/edit/selection";

/** What the next selection is for: a tool that was chosen before anything was selected waits for it. */
export type Tool = "crop" | "hide" | "brush" | null;

/** What the editor shows, and what a person does in it. */
export interface Editor {
  readonly edit: PictureEdit;
  /** Of the edited picture. */
  readonly size: Size;
  /** In pixels of the edited picture; all of it where nothing is selected. */
  readonly selection: Rect;
  readonly isSelected: boolean;
  readonly tool: Tool;
  readonly how: HidingWay;
  readonly shape: ShapeName;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  select(selection: Rect): void;
  /** The selection is as the person wants it: a tool that waits for it takes it, except for a crop, which can still be changed. */
  endSelecting(selection: Rect): void;
  enter(field: keyof Rect, value: number): void;
  chooseShape(shape: ShapeName): void;
  chooseWay(how: HidingWay): void;
  use(tool: "crop" | "hide" | "brush"): void;
  brush(stroke: Stroke): void;
  turn(how: "left" | "right" | "mirror"): void;
  startOver(): void;
  undo(): void;
  redo(): void;
  /** The edit with what a tool still waits for: somebody who has chosen Crop and then entered numbers is done. */
  finish(): PictureEdit;
}

/** The state of the editor of a picture. @param begun what was made of it earlier */
export function useEditor(captured: Size, begun: PictureEdit): Editor {
  const [history, setHistory] = useState(() => beginHistory(begun));
  const [drawn, setDrawn] = useState<Rect | null>(null);
  const [tool, setTool] = useState<Tool>(null);
  const [how, setHow] = useState<HidingWay>("pixelate");
  const [shape, setShape] = useState<ShapeName>("free");
  const edit = history.present;
  const size = editedSize(edit, captured);
  const selection = drawn ?? wholeOf(size);
  const isSelected = drawn !== null && !sameRect(drawn, wholeOf(size));

  function step(next: PictureEdit): void {
    setHistory((before) => takeStep(before, next));
    setDrawn(null);
  }

  function apply(to: "crop" | "hide", area: Rect): PictureEdit {
    return to === "crop" ? cropTo(edit, area, captured) : hideBox(edit, area, how, captured);
  }

  return {
    edit,
    size,
    selection,
    isSelected,
    tool,
    how,
    shape,
    canUndo: history.past.length > 0,
    canRedo: history.undone.length > 0,
    select: setDrawn,
    endSelecting(area) {
      if (tool === "hide") step(apply("hide", area));
      else setDrawn(area);
    },
    enter: (field, value) => setDrawn(selectByNumber(selection, field, value, shape, size)),
    chooseShape(name) {
      setShape(name);
      if (name !== "free") setDrawn(selectShape(name, size));
    },
    chooseWay: setHow,
    use(wanted) {
      if (wanted === "brush" || !isSelected) {
        setTool(tool === wanted ? null : wanted);
        return;
      }
      // What was selected for the tool before is its own.
      const isForOther = (tool === "hide" || tool === "crop") && tool !== wanted;
      step(apply(isForOther ? tool : wanted, selection));
      setTool(isForOther ? wanted : null);
    },
    brush: (stroke) => step(hideStroke(edit, stroke, how, captured)),
    turn: (way) => step(lay(edit, way)),
    startOver: () => step(UNEDITED),
    undo() {
      setHistory(undoStep);
      setDrawn(null);
    },
    redo() {
      setHistory(redoStep);
      setDrawn(null);
    },
    finish: () =>
      isSelected && (tool === "crop" || tool === "hide") ? apply(tool, selection) : edit,
  };
}

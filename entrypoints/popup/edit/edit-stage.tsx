import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { drawEdited, type PictureToDraw } from "../../../lib/convert/draw-edited";
import { selectBetween } from "../../../lib/edit/selection";
import type { Rect } from "../../../lib/edit/rect";
import { translate } from "../../../lib/i18n/translate";
import type { Editor } from "./use-editor";

/** How broad the brush is, as a part of the longer side of what is seen. */
const BRUSH_PART = 0.08;

/** What the stage needs of an editor. */
export type StageEditor = Pick<
  Editor,
  | "edit"
  | "size"
  | "selection"
  | "isSelected"
  | "tool"
  | "shape"
  | "select"
  | "endSelecting"
  | "brush"
>;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The picture as it is by now, and the selection over it. A pointer, a finger or a pen draws the selection,
 * or paints with the brush; while it moves only what lies over the picture is drawn anew.
 */
export function EditStage({ picture, editor }: { picture: PictureToDraw; editor: StageEditor }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const from = useRef<Point | null>(null);
  const [painted, setPainted] = useState<readonly Point[]>([]);
  const { edit, size, selection, tool, shape } = editor;
  const scale = picture.held.width / picture.captured.width;
  const brushPx = Math.max(8, Math.round(Math.max(size.width, size.height) * BRUSH_PART));

  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d") ?? null;
    if (canvas.current !== null && context !== null) {
      drawEdited(canvas.current, context, picture, edit, scale);
    }
  }, [picture, edit, scale]);

  function pointOf(event: PointerEvent): Point {
    const box = canvas.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      x: ((event.clientX - box.left) / box.width) * size.width,
      y: ((event.clientY - box.top) / box.height) * size.height,
    };
  }

  function end(event: PointerEvent): void {
    const start = from.current;
    from.current = null;
    if (start === null) return;
    if (tool === "brush") {
      const points = [...painted, pointOf(event)].flatMap(({ x, y }) => [x, y]);
      setPainted([]);
      editor.brush({ points, widthPx: brushPx });
      return;
    }
    const area = selectBetween(start, pointOf(event), shape, size);
    // A click selects nothing, and no longer what was selected.
    if (area.width > 2 && area.height > 2) editor.endSelecting(area);
    else editor.select({ left: 0, top: 0, ...size });
  }

  return (
    <div
      class="edit-stage"
      style={{
        aspectRatio: `${size.width} / ${size.height}`,
        "--edit-ratio": size.width / size.height,
      }}
      onPointerDown={(event: PointerEvent) => {
        if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = pointOf(event);
        if (tool === "brush") setPainted([from.current]);
      }}
      onPointerMove={(event: PointerEvent) => {
        const start = from.current;
        if (start === null) return;
        const point = pointOf(event);
        if (tool === "brush") setPainted((before) => [...before, point]);
        else editor.select(selectBetween(start, point, shape, size));
      }}
      onPointerUp={end}
      onPointerCancel={() => {
        from.current = null;
        setPainted([]);
      }}
    >
      <canvas ref={canvas} class="edit-picture" role="img" aria-label={translate("edit_picture")} />
      <svg
        class="edit-marks"
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {editor.isSelected && <Selection area={selection} />}
        {painted.length > 0 && (
          <polyline
            class="edit-stroke"
            points={painted.map(({ x, y }) => `${x},${y}`).join(" ")}
            stroke-width={brushPx}
          />
        )}
      </svg>
    </div>
  );
}

/** Two lines of different brightness: one of them is seen on any picture. */
function Selection({ area: { left, top, width, height } }: { area: Rect }) {
  const place = { x: left, y: top, width, height };
  return (
    <>
      <rect class="edit-selection-dark" {...place} />
      <rect class="edit-selection-light" {...place} />
    </>
  );
}

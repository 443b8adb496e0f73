import type { HiddenRegion, HidingWay, Stroke } from "./hidden-region";
import {
  mirror,
  type Orientation,
  orientRect,
  orientSize,
  turnLeft,
  turnRight,
} from "./orientation";
import { unorientRect, UPRIGHT } from "./orientation";
import { clampRect, intersect, type Rect, sameRect, type Size, wholeOf } from "./rect";

/**
 * What a person makes of a picture. All numbers are pixels of the picture as it was captured, so that
 * nothing of it depends on the order of the steps, and each can be undone later.
 */
export interface PictureEdit {
  /** What is kept of it; null: all. */
  readonly crop: Rect | null;
  readonly orientation: Orientation;
  /** Parts whose pixels are destroyed, the later over the earlier ones. */
  readonly hidden: readonly HiddenRegion[];
}

/** The picture as it was captured. */
export const UNEDITED: PictureEdit = { crop: null, orientation: UPRIGHT, hidden: [] };

/** More of them are not taken: each costs time when the picture is drawn. */
export const MAX_HIDDEN_REGIONS = 200;
/** A stroke of more points than this is taken as several. */
export const MAX_STROKE_POINTS = 2000;

/** Whether a picture stays as it was captured, to the last byte. */
export function isUnedited({ crop, orientation, hidden }: PictureEdit): boolean {
  const { isMirrored, quarterTurns } = orientation;
  return crop === null && !isMirrored && quarterTurns === 0 && hidden.length === 0;
}

/** What is kept of a picture of a size, whatever the edit says: a picture may turn out smaller than it was told to be. */
export function keptOf({ crop }: PictureEdit, picture: Size): Rect {
  return crop === null ? wholeOf(picture) : clampRect(crop, picture);
}

/** The size of an edited picture. */
export function editedSize(edit: PictureEdit, picture: Size): Size {
  return orientSize(keptOf(edit, picture), edit.orientation);
}

/** A rectangle of the captured picture as it lies in the edited one. It may reach over its edges. */
export function toEdited(rect: Rect, edit: PictureEdit, picture: Size): Rect {
  const kept = keptOf(edit, picture);
  const moved = { ...rect, left: rect.left - kept.left, top: rect.top - kept.top };
  return orientRect(moved, kept, edit.orientation);
}

/** A rectangle of the edited picture as it lies in the captured one. */
export function toCaptured(rect: Rect, edit: PictureEdit, picture: Size): Rect {
  const kept = keptOf(edit, picture);
  const moved = unorientRect(rect, kept, edit.orientation);
  return { ...moved, left: moved.left + kept.left, top: moved.top + kept.top };
}

/** Keeps only a part of what is seen. @param selection in pixels of the edited picture */
export function cropTo(edit: PictureEdit, selection: Rect, picture: Size): PictureEdit {
  const kept = keptOf(edit, picture);
  const crop = intersect(toCaptured(selection, edit, picture), kept);
  if (crop === null || sameRect(crop, kept)) return edit;
  return { ...edit, crop };
}

/** Destroys the pixels of a part of what is seen. @param selection in pixels of the edited picture */
export function hideBox(
  edit: PictureEdit,
  selection: Rect,
  how: HidingWay,
  picture: Size,
): PictureEdit {
  const box = intersect(toCaptured(selection, edit, picture), wholeOf(picture));
  return box === null ? edit : hide(edit, { how, area: { box } });
}

/** Destroys the pixels that a brush went over. @param stroke in pixels of the edited picture */
export function hideStroke(
  edit: PictureEdit,
  { points, widthPx }: Stroke,
  how: HidingWay,
  picture: Size,
): PictureEdit {
  const captured: number[] = [];
  for (let index = 0; index + 1 < points.length; index += 2) {
    const at = { left: points[index] ?? 0, top: points[index + 1] ?? 0, width: 0, height: 0 };
    const { left, top } = toCaptured(at, edit, picture);
    captured.push(left, top);
  }
  let hidden = edit;
  // Each goes on from the last point of the one before.
  for (let start = 0; start < captured.length; start += (MAX_STROKE_POINTS - 1) * 2) {
    const part = captured.slice(start, start + MAX_STROKE_POINTS * 2);
    if (start > 0 && part.length === 2) break;
    hidden = hide(hidden, { how, area: { stroke: { points: part, widthPx } } });
  }
  return hidden;
}

function hide(edit: PictureEdit, region: HiddenRegion): PictureEdit {
  if (edit.hidden.length >= MAX_HIDDEN_REGIONS) return edit;
  return { ...edit, hidden: [...edit.hidden, region] };
}

/** Turns or mirrors what is seen. */
export function lay(edit: PictureEdit, how: "left" | "right" | "mirror"): PictureEdit {
  const change = { left: turnLeft, right: turnRight, mirror }[how];
  return { ...edit, orientation: change(edit.orientation) };
}

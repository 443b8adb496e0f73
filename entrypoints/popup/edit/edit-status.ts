import { MAX_HIDDEN_REGIONS } from "../../../lib/edit/picture-edit";
import type { Size } from "../../../lib/edit/rect";
import { formatCount } from "../../../lib/i18n/format-count";
import { translate } from "../../../lib/i18n/translate";
import type { Editor } from "./use-editor";
import type { FilmEditor } from "./use-film-editor";

/** What the editor of a picture waits for, or what has become of the picture; first, that no more can be hidden. */
export function describeEdit({
  tool,
  isSelected,
  size,
  edit: { hidden },
}: Pick<Editor, "tool" | "isSelected" | "size" | "edit">): string {
  if (tool !== "crop" && isFull(hidden)) return sayFull();
  if (isSelected && tool !== "brush") return translate("edit_selected");
  switch (tool) {
    case "crop":
      return translate("edit_select_crop");
    case "hide":
      return translate("edit_select_hide");
    case "brush":
      return translate("edit_paint");
    case null:
      return sayFacts(size, hidden);
  }
}

/** The same of a film. */
export function describeFilmEdit({
  tool,
  isSelected,
  size,
  parts,
}: Pick<FilmEditor, "tool" | "isSelected" | "size" | "parts">): string {
  if (isFull(parts)) return sayFull();
  if (isSelected) return translate("edit_film_selected");
  return tool === "hide" ? translate("edit_select_hide") : sayFacts(size, parts);
}

function isFull(hidden: readonly unknown[]): boolean {
  return hidden.length >= MAX_HIDDEN_REGIONS;
}

function sayFull(): string {
  return translate("edit_full", formatCount(MAX_HIDDEN_REGIONS));
}

function sayFacts({ width, height }: Size, hidden: readonly unknown[]): string {
  const numbers = [formatCount(width), formatCount(height), formatCount(hidden.length)] as const;
  return translate("edit_facts", ...numbers);
}

import { useId } from "preact/hooks";
import type { Rect } from "../../../lib/edit/rect";
import { translate } from "../../../lib/i18n/translate";
import { NumberBox } from "./number-box";
import type { Editor } from "./use-editor";

const FIELDS = [
  ["left", "edit_left"],
  ["top", "edit_top"],
  ["width", "edit_width"],
  ["height", "edit_height"],
] as const;

/** The selection in numbers, in pixels of what is seen: whatever a pointer does, a keyboard does here. */
export function EditNumbers({ editor }: { editor: Pick<Editor, "selection" | "size" | "enter"> }) {
  const id = useId();
  const { selection, size } = editor;
  return (
    <div class="edit-numbers" role="group" aria-label={translate("edit_selection")}>
      {FIELDS.map(([field, key]) => (
        <div class="field" key={field}>
          <label class="field-label" for={`${id}-${field}`}>
            {translate(key)}
          </label>
          <NumberBox
            id={`${id}-${field}`}
            inputMode="numeric"
            min={field === "left" || field === "top" ? 0 : 1}
            max={mostOf(field, selection, size)}
            value={selection[field]}
            onEnter={(value) => editor.enter(field, value)}
          />
        </div>
      ))}
    </div>
  );
}

function mostOf(field: keyof Rect, selection: Rect, size: Editor["size"]): number {
  switch (field) {
    case "left":
      return size.width - 1;
    case "top":
      return size.height - 1;
    case "width":
      return size.width - selection.left;
    case "height":
      return size.height - selection.top;
  }
}

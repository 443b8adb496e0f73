import { useId } from "preact/hooks";
import { translate } from "../../../lib/i18n/translate";
import type { Editor } from "./use-editor";

/** How what is selected next is hidden. */
export function HidingChoice({ editor }: { editor: Pick<Editor, "how" | "chooseWay"> }) {
  const id = useId();
  return (
    <>
      <label class="field-label" for={id}>
        {translate("edit_how")}
      </label>
      <select
        id={id}
        class="field-box"
        value={editor.how}
        onChange={({ currentTarget: { value } }) =>
          editor.chooseWay(value === "cover" ? "cover" : "pixelate")
        }
      >
        <option value="pixelate">{translate("edit_pixelate")}</option>
        <option value="cover">{translate("edit_cover")}</option>
      </select>
    </>
  );
}

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { ShapeName } from "../../../lib/edit/selection";
import { translate } from "../../../lib/i18n/translate";
import { HidingChoice } from "./hiding-choice";
import type { Editor } from "./use-editor";

/** What can be done with the picture and with what is selected of it. */
export function EditTools({ editor }: { editor: Editor }) {
  const id = useId();
  return (
    <>
      <div class="edit-row" role="toolbar" aria-label={translate("edit_tools")}>
        <ToolButton isPressed={editor.tool === "crop"} onClick={() => editor.use("crop")}>
          {translate("edit_crop")}
        </ToolButton>
        <ToolButton isPressed={editor.tool === "hide"} onClick={() => editor.use("hide")}>
          {translate("edit_hide")}
        </ToolButton>
        <ToolButton isPressed={editor.tool === "brush"} onClick={() => editor.use("brush")}>
          {translate("edit_brush")}
        </ToolButton>
        <ToolButton onClick={() => editor.turn("left")}>{translate("edit_turn_left")}</ToolButton>
        <ToolButton onClick={() => editor.turn("right")}>{translate("edit_turn_right")}</ToolButton>
        <ToolButton onClick={() => editor.turn("mirror")}>{translate("edit_mirror")}</ToolButton>
      </div>
      <div class="edit-choices">
        <label class="field-label" for={`${id}-shape`}>
          {translate("edit_shape")}
        </label>
        <select
          id={`${id}-shape`}
          class="field-box"
          value={editor.shape}
          onChange={({ currentTarget: { value } }) => {
            for (const name of SHAPE_NAMES) if (name === value) editor.chooseShape(name);
          }}
        >
          {SHAPE_NAMES.map((name) => (
            <option key={name} value={name}>
              {name === "free" ? translate("edit_shape_free") : name}
            </option>
          ))}
        </select>
        <HidingChoice editor={editor} />
      </div>
    </>
  );
}

const SHAPE_NAMES = ["free", "1:1", "16:9", "4:5"] as const satisfies readonly ShapeName[];

function ToolButton({
  isPressed,
  onClick,
  children,
}: {
  /** Only for a tool that can wait for a selection. */
  isPressed?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class="button is-small"
      {...(isPressed !== undefined && { "aria-pressed": isPressed })}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

import { useId } from "preact/hooks";

/** Something that is on or off, with what it means. */
export function SwitchField(props: {
  label: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="switch-field">
      <input
        id={id}
        type="checkbox"
        checked={props.isOn}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{props.label}</label>
        <p id={`${id}-hint`} class="field-hint">
          {props.hint}
        </p>
      </div>
    </div>
  );
}

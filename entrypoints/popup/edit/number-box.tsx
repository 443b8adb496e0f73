import { useState } from "preact/hooks";

/**
 * A box for a number. What is being written in it stays, however often the editor is drawn anew meanwhile, as when a
 * frame has come; once the box is left, it shows the number that the editor has taken.
 */
export function NumberBox({
  value,
  onEnter,
  ...rest
}: {
  id: string;
  min: number;
  max: number;
  /** Absent: whole numbers. */
  step?: "any";
  inputMode: "numeric" | "decimal";
  "aria-describedby"?: string;
  value: number;
  /** Hears only of numbers; one may lie outside of the limits. */
  onEnter: (value: number) => void;
}) {
  const [written, setWritten] = useState<string | null>(null);
  return (
    <input
      {...rest}
      class="field-box"
      type="number"
      value={written ?? String(value)}
      onInput={(event) => setWritten(event.currentTarget.value)}
      onChange={(event) => {
        const entered = Number.parseFloat(event.currentTarget.value);
        setWritten(null);
        if (Number.isFinite(entered)) onEnter(entered);
      }}
    />
  );
}

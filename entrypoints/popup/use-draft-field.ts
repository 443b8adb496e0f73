import { useReducer, useRef } from "preact/hooks";
import {
  type DraftField,
  openField,
  readIntoField,
  typeInField,
} from "../../lib/popup/draft-field";

/**
 * The value of a text box whose every change is stored by the worker.
 *
 * @param recordId the post or attachment that the text belongs to
 * @param stored the text as last read from the store
 * @param save sends a change to the worker
 */
export function useDraftField(
  recordId: string,
  stored: string,
  save: (value: string) => void,
): readonly [value: string, edit: (value: string) => void] {
  const field = useRef<DraftField>(openField(recordId, stored));
  const [, render] = useReducer((count: number, _event: null) => count + 1, 0);
  field.current = readIntoField(field.current, recordId, stored, Date.now());

  function edit(value: string): void {
    field.current = typeInField(field.current, value, Date.now());
    render(null);
    save(value);
  }

  return [field.current.value, edit];
}

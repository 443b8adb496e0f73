import { useEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { type DraftField, openField, readIntoField, typeInField } from "../popup/draft-field";
import { createDelayedSaver } from "../popup/delayed-saver";
import { createTextSaver } from "../popup/text-saver";
import { unsavedFields } from "./page-fields";

/** A text box's value, how to change it, and whether what was typed is stored (tried once more if not). */
export interface DraftFieldHandle {
  readonly value: string;
  edit(value: string): void;
  settle(): Promise<boolean>;
}

/**
 * The value of a text box whose every change is stored by the worker. What the storage does not take
 * stays in the box, is stored as soon as it does, and holds up a post until then.
 *
 * @param recordId the post or attachment that the text belongs to
 * @param stored the text as last read from the store
 * @param save sends a change to the worker; resolves with whether it is stored
 * @param restMs how long a value has to stand before it is sent
 */
export function useDraftField(
  recordId: string,
  stored: string,
  save: (value: string) => Promise<boolean>,
  restMs = 0,
): DraftFieldHandle {
  const field = useRef<DraftField>(openField(recordId, stored));
  const [, render] = useReducer((count: number, _event: null) => count + 1, 0);
  field.current = readIntoField(field.current, recordId, stored, Date.now());

  // What a saver of an earlier rendering was given may be out of date by now.
  const latest = useRef(save);
  latest.current = save;
  const saver = useMemo(() => {
    const saveLatest = (value: string) => latest.current(value);
    return restMs > 0 ? createDelayedSaver(saveLatest, restMs) : createTextSaver(saveLatest);
  }, [recordId]);
  useEffect(() => {
    const leave = unsavedFields.add(saver);
    return () => {
      leave();
      saver.stop();
    };
  }, [saver]);

  function edit(value: string): void {
    field.current = typeInField(field.current, value, Date.now());
    render(null);
    saver.change(value);
  }

  return { value: field.current.value, edit, settle: saver.settle };
}

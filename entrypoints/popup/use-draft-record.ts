import { useDraftField } from "../../lib/ui/use-draft-field";

/** What several controls change together, as it stands with all that was chosen, stored or not yet. */
export interface DraftRecordHandle<Value> {
  readonly value: Value;
  /** Changes a part; resolves with whether the whole is stored. */
  change(part: Partial<Value>): Promise<boolean>;
}

/**
 * A record whose every change is stored by the worker, as {@link useDraftField} does with a text: a second
 * choice that comes before the first is read back must not undo it.
 *
 * @param recordId the post or attachment that the record belongs to
 * @param stored the record as last read from the store: names, lists of names, and null
 * @param save sends the whole record to the worker; resolves with whether it is stored
 */
export function useDraftRecord<Value extends object>(
  recordId: string,
  stored: Value,
  save: (value: Value) => Promise<boolean>,
): DraftRecordHandle<Value> {
  // In one order: what comes back is known by being the same text.
  const write = (value: Value) => JSON.stringify(value, Object.keys(value).toSorted());
  const read = (text: string) => JSON.parse(text) as Value;
  const field = useDraftField(recordId, write(stored), (text) => save(read(text)));
  const value = read(field.value);
  return {
    value,
    change(part) {
      field.edit(write({ ...value, ...part }));
      return field.settle();
    },
  };
}

/**
 * A field whose every change is stored by the worker and comes back a moment later. What the person
 * types wins over those echoes; a value that did not come from here (another window) wins over both.
 */
export interface DraftField {
  /** What the field belongs to: a post's or an attachment's id. */
  readonly recordId: string;
  /** What the field shows. */
  readonly value: string;
  /** The value last read from the store. */
  readonly stored: string;
  /** Values sent and not yet seen in the store, oldest first. */
  readonly sent: readonly SentValue[];
}

interface SentValue {
  readonly value: string;
  readonly sentAtMs: number;
}

/** A value not echoed by then was replaced before it was read, or never stored. */
export const ECHO_LIMIT_MS = 5_000;

/** The field as it first appears. */
export function openField(recordId: string, stored: string): DraftField {
  return { recordId, value: stored, stored, sent: [] };
}

/** The person changed the value; it is on its way to the store. */
export function typeInField(field: DraftField, value: string, nowMs: number): DraftField {
  return { ...field, value, sent: [...field.sent, { value, sentAtMs: nowMs }] };
}

/** The store was read again. Returns the same field when that changes nothing. */
export function readIntoField(
  field: DraftField,
  recordId: string,
  stored: string,
  nowMs: number,
): DraftField {
  if (recordId !== field.recordId) return openField(recordId, stored);
  if (stored === field.stored) return field;
  const sent = field.sent.filter(({ sentAtMs }) => nowMs - sentAtMs < ECHO_LIMIT_MS);
  const echo = sent.findIndex(({ value }) => value === stored);
  if (echo >= 0) return { ...field, stored, sent: sent.slice(echo + 1) };
  return openField(recordId, stored);
}

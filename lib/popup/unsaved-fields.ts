/** A text box whose content may be on its way to the store. */
export interface SettlingField {
  /** Resolves with whether what it shows is stored. */
  settle(): Promise<boolean>;
}

/** The text boxes of one page. */
export interface UnsavedFields {
  /** Takes a box in; returns how it leaves again. */
  add(field: SettlingField): () => void;
  /** Resolves with whether what every box shows is stored: all are asked, also after one that is not. */
  settleAll(): Promise<boolean>;
}

/** A post must not go out with less than its composer shows: whoever publishes waits for every box. */
export function createUnsavedFields(): UnsavedFields {
  const fields = new Set<SettlingField>();
  return {
    add(field) {
      fields.add(field);
      return () => fields.delete(field);
    },
    async settleAll() {
      const settled = await Promise.all(Array.from(fields, (field) => field.settle()));
      return settled.every((isStored) => isStored);
    },
  };
}

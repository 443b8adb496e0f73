import { createUnsavedFields } from "../popup/unsaved-fields";

/** The text boxes of this page: those of the open draft, its media and its options. */
export const unsavedFields = createUnsavedFields();

/** A storage that cannot be read tells nobody when it can be read again. */
export const READ_AGAIN_AFTER_MS = 2_000;

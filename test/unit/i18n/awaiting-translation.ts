/**
 * Sentences that stand in English alone for now: who adds one names it here, and need not speak eight
 * languages. Until it is translated, browsers show the English one (`default_locale`). A sentence that
 * every language has is taken out again, and a release waits until the list is empty.
 */
export const AWAITING_TRANSLATION: readonly string[] = [];

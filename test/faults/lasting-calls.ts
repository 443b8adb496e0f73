/** Calls that a lasting fault befalls: more than any job makes before it gives up. */
export const LASTING_CALLS = 60;

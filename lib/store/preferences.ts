/** What a person has set once for all posts. */
export interface Preferences {
  /** What a post begins with; see `lib/capture/click/fill-template.ts`. Empty: nothing. */
  readonly template: string;
  /** Whether the menu entry posts by itself, with the template, after a few seconds to undo. */
  readonly postsAtOnce: boolean;
  /** Whether notifications say how posts have ended. */
  readonly notifies: boolean;
  /** Whether a post waits until each image and GIF has an alt text. */
  readonly requiresAltText: boolean;
  /** After how many days a post that is at rest leaves the activity list; null: only by their number. */
  readonly keepsActivityDays: number | null;
}

/** What holds until a person sets something else. */
export const DEFAULT_PREFERENCES: Preferences = {
  template: "",
  postsAtOnce: false,
  notifies: true,
  requiresAltText: false,
  keepsActivityDays: null,
};

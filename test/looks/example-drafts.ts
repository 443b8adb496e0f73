import { jobError } from "../../lib/errors/job-error";
import type { ReadyAttachment } from "../../lib/jobs/attachment";
import {
  ACCOUNT,
  draft,
  type ExampleStore,
  NOW_MS,
  OTHER_ACCOUNT,
  postBase,
  posted,
  type PictureName,
  ready,
} from "./example-store";

/** In milliseconds. */
export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** What the picture of the harbor shows. */
export const ALT = "Three fishing boats in a harbor at dusk, their masts against an orange sky";

/** Ready media of the open draft. */
export const harbor = ready("harbor", "a", "draft", { altText: ALT });
/** Ready media of the open draft. */
export const dunes = ready("dunes", "b", "draft", { altText: "Dunes under a pale sky" });
/** Ready media of the open draft. */
export const forest = ready("forest", "c", "draft");
/** Ready media of the open draft. */
export const video = ready("lighthouse", "v", "draft", { altText: "" });
const LIGHTHOUSE = {
  source: { type: video.media.mediaType, totalBytes: video.media.totalBytes },
  media: video.media,
};
/** Of which a part is posted. */
export const clipped: ReadyAttachment = {
  ...video,
  clip: {
    span: { startMs: 1000, endMs: 3200 },
    filmMs: 4000,
    longestMs: null,
    original: LIGHTHOUSE,
    cut: { way: "exact", startMs: 1000 },
  },
};
/** Of which X takes no more than a part. */
export const proposedClip: ReadyAttachment = {
  ...video,
  clip: {
    span: { startMs: 2000, endMs: 3500 },
    filmMs: 4000,
    longestMs: 2000,
    original: LIGHTHOUSE,
    cut: { way: "key-frames", startMs: 1900 },
  },
};

/** X has ended this account's sign-in. */
export const SIGNED_OUT = {
  ...OTHER_ACCOUNT,
  state: "signed-out" as const,
  scopes: [],
  error: jobError("signed-out", "sign-in"),
};

/** A history of some days. */
const HISTORY: ExampleStore = (() => {
  const pictures: readonly PictureName[] = ["harbor", "dunes", "forest", "waves", "lighthouse"];
  const texts = [
    "Boats at dusk",
    "Dunes, as far as one can see",
    "Green in every direction",
    "The sea does not stop",
    "The light that everybody photographs",
  ];
  const attachments = pictures.map((name, index) => ready(name, `h${index}`, `h${index}`));
  const posts = attachments.map(({ id }, index) =>
    posted(`h${index}`, texts[index] ?? "", [id], 20 * MINUTE_MS + index * 0.7 * DAY_MS),
  );
  return { attachments, posts };
})();

/** A store with a history beside what it holds. */
export const withHistory = (store: ExampleStore): ExampleStore => ({
  ...store,
  attachments: [...(store.attachments ?? []), ...(HISTORY.attachments ?? [])],
  posts: [...(store.posts ?? []), ...(HISTORY.posts ?? [])],
});

/** A store with an open draft. */
export const composing = (
  attachments: ExampleStore["attachments"] & object,
  text = "",
  change: Parameters<typeof draft>[2] = {},
): ExampleStore => ({
  account: ACCOUNT,
  attachments,
  posts: [draft(text, attachments, change)],
  openDraft: "draft",
});

/** One post whose moment is to come, and one whose moment passed while the browser was closed. */
export const SCHEDULED: ExampleStore = {
  account: ACCOUNT,
  posts: [
    {
      ...postBase("s", "Goes out this evening", [], MINUTE_MS),
      state: "scheduled",
      atMs: NOW_MS + 5 * 3_600_000,
      isMissed: false,
    },
    {
      ...postBase("m", "Was to go out last night", [], 2 * MINUTE_MS),
      state: "scheduled",
      atMs: NOW_MS - 9 * 3_600_000,
      isMissed: true,
    },
  ],
};

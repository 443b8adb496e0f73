/** One file of a post: where the page shows it. */
export interface SubjectFile {
  readonly element: "image" | "video";
  /** On the gallery's host "cdn.test". */
  readonly path: string;
}

/** What is posted in a run, by the name under which the table speaks of it. */
export const SUBJECTS = {
  image: [{ element: "image", path: "/media/harbor.jpg" }],
  GIF: [{ element: "image", path: "/media/waves.gif" }],
  // Three segments, the last one short.
  video: [{ element: "video", path: "/large/video.mp4?bytes=2400000" }],
  "four images": [
    { element: "image", path: "/media/harbor.jpg" },
    { element: "image", path: "/media/dunes.png" },
    { element: "image", path: "/media/forest.webp" },
    { element: "image", path: "/large/photo.jpg?bytes=1500000" },
  ],
} as const satisfies Record<string, readonly SubjectFile[]>;

/** The name of a subject. */
export type SubjectName = keyof typeof SUBJECTS;

/** All of {@link SUBJECTS}, in the order of the tables. */
export const SUBJECT_NAMES = Object.keys(SUBJECTS) as readonly SubjectName[];

/** The address of a file as the page shows it. */
export function addressOf({ path }: SubjectFile): string {
  return `http://cdn.test${path}`;
}

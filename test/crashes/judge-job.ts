import type { XServer } from "../x-server/x-server";
import type { CrashWorld } from "./crash-world";
import type { StoredJobs } from "./desk";
import { altTextOf, TEXT } from "./post-subject";
import type { Remains } from "./stop-at";
import { addressOf, type SubjectFile } from "./subjects";

/** What came of a job. */
export interface JobVerdict {
  /** Segments and images that X received more than once. */
  readonly sentAgain: number;
  /** What must not be; empty when all is well. */
  readonly problems: readonly string[];
}

/** Judges a job at rest: one post with the right content, nothing left busy, little sent twice. */
export function judgeJob(
  { extension }: CrashWorld,
  files: readonly SubjectFile[],
  { posts, attachments, chunks }: StoredJobs,
  remains: Remains | null,
): JobVerdict {
  const { x, gallery } = extension;
  const problems: string[] = [];
  const expect = (isSo: boolean, otherwise: string) => {
    if (!isSo) problems.push(otherwise);
  };

  const states = [...posts, ...attachments].map(({ state }) => state);
  const wanted = ["posted", ...files.map(() => "ready")];
  expect(states.join() === wanted.join(), `ended as ${states.join(", ")}`);
  expect(chunks === 0, `${chunks} runs of bytes kept`);
  const [post] = posts;
  expect(post?.state === "posted" && post.url !== null, "its address is not known");

  expect(x.posts.length === 1, `${x.posts.length} posts at X`);
  const [made] = x.posts;
  expect(made?.text === TEXT, "another text");
  const media = (made?.mediaIds ?? []).map((id) => x.media(id));
  const hashes = files.map(({ path }) => gallery.sha256Of(path));
  expect(media.map((one) => one?.sha256).join() === hashes.join(), "other bytes");
  const altTexts = files.map((file) => altTextOf(addressOf(file)));
  expect(media.map((one) => one?.altText).join() === altTexts.join(), "other alt texts");
  // X hides a second call for a post that exists by refusing it.
  const repeats = x.log.filter(({ isDuplicate }) => isDuplicate);
  expect(repeats.length === 0, "called again for a post that existed");

  problems.push(...(remains === null ? [] : judgeRepeats(x, remains, files.length)));
  return { sentAgain: countSentAgain(x, files.length), problems };
}

/**
 * What was sent again after the worker's death: nothing that was stored as acknowledged by then, and
 * the rest, which was the window of segments and images then under way, once.
 */
function judgeRepeats({ log }: XServer, { jobs, requests }: Remains, files: number): string[] {
  const problems: string[] = [];
  const later = log.slice(requests);
  const segmentsOf = (entries: XServer["log"], id: string | undefined) =>
    entries
      .filter(({ operation, mediaId }) => operation === "append" && mediaId === id)
      .map(({ segmentIndex }) => segmentIndex ?? -1);
  for (const attachment of jobs.attachments) {
    const session = "session" in attachment ? attachment.session : null;
    const again = segmentsOf(later, session?.mediaId);
    const needless = again.filter((index) => session?.acknowledged.includes(index));
    if (needless.length > 0) problems.push(`${needless.length} acknowledged segments sent again`);
    if (new Set(again).size < again.length) problems.push("a segment sent more than once again");
  }
  const ready = jobs.attachments.filter(({ state }) => state === "ready").length;
  const images = later.filter(({ operation }) => operation === "uploadImage").length;
  if (images > files - ready) problems.push("an image sent again that X had");
  return problems;
}

/** Images beyond the first of each file, and segments beyond the first of each index, whatever the media id. */
function countSentAgain({ log }: XServer, files: number): number {
  const images = log.filter(({ operation }) => operation === "uploadImage").length;
  const segments = log.filter(({ operation }) => operation === "append");
  const indices = new Set(segments.map(({ segmentIndex }) => segmentIndex));
  return Math.max(0, images - files) + segments.length - indices.size;
}

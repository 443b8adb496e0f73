import { buildFile } from "./build-file";
import { Random } from "./random";
import { runScenario } from "./run-scenario";
import type { PlannedDeath } from "./scenario";

/** What is posted while the worker dies. */
export const SUBJECTS = ["image", "gif", "video", "four images", "scheduled image"] as const;

/** One of {@link SUBJECTS}. */
export type Subject = (typeof SUBJECTS)[number];

/** Long enough for an alarm, and for nothing else. */
const LATER_BY_MS = 90_000;

/** More moments than any of these jobs has. */
const MAX_MOMENTS = 60;

/** What became of one post with the worker's deaths at its moments. */
export interface DeathsResult {
  /** How many moments there were. */
  readonly deaths: number;
  /** What must not be, with the moment; empty when all is well. */
  readonly problems: readonly string[];
}

/**
 * Publishes the subject again and again, with the worker's death at another of its calls or stored changes
 * each time, until it has no such moment more.
 *
 * @param every leaves moments out: 1 tries each, 3 each third
 */
export async function dieAtEveryMoment(
  subject: Subject,
  at: PlannedDeath["at"],
  every = 1,
): Promise<DeathsResult> {
  const files = filesOf(subject);
  const laterByMs = subject === "scheduled image" ? LATER_BY_MS : null;
  const problems: string[] = [];
  let deaths = 0;
  for (let nth = 1; nth <= MAX_MOMENTS; nth += every) {
    const result = await runScenario({
      jobs: [
        { files, text: "The harbour", altText: "Boats at dawn", isReply: false, isPublished: true },
      ],
      clicks: [{ afterEvents: 0, click: { kind: "publish", job: 0, isDouble: false, laterByMs } }],
      faults: [],
      deaths: [{ at, operation: null, nth }],
      x: {},
      signInEndsAtLook: null,
      knowsUser: true,
    });
    if (result.deaths === 0) return { deaths, problems };
    deaths += 1;
    problems.push(...result.problems.map((problem) => `${at} ${nth}: ${problem}`));
    if (result.posts !== 1) problems.push(`${at} ${nth}: ${result.posts} posts`);
  }
  return { deaths, problems: [...problems, `${at}: more moments than thought`] };
}

function filesOf(subject: Subject): Uint8Array<ArrayBuffer>[] {
  const random = new Random(1);
  if (subject === "scheduled image") return [buildFile("image", 1, random)];
  if (subject !== "four images") return [buildFile(subject, 1, random)];
  return random.times(4, (index) => buildFile("image", index + 1, random));
}

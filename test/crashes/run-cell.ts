import { comeToRest } from "./come-to-rest";
import type { CrashWorld } from "./crash-world";
import { judgeJob, type JobVerdict } from "./judge-job";
import { postSubject } from "./post-subject";
import { stopAt } from "./stop-at";
import type { StopPoint } from "./stop-point";
import { type SubjectName, SUBJECTS } from "./subjects";

/** One job and the moment at which the worker dies over it. */
export interface Cell {
  readonly subject: SubjectName;
  readonly point: StopPoint;
}

/** What came of a cell. */
export interface CellVerdict extends JobVerdict {
  /** Whether the job came to the point at all. */
  readonly wasStopped: boolean;
}

/** Posts a subject, stops the worker at a point on the way, and judges what came of it. */
export async function runCell(world: CrashWorld, { subject, point }: Cell): Promise<CellVerdict> {
  await world.clear();
  const { stops } = world;
  await stopAt(world, point);
  const files = SUBJECTS[subject];
  await postSubject(world, files);
  const jobs = await comeToRest(world);
  const verdict = judgeJob(world, files, jobs);
  if (world.stops > stops) return { ...verdict, wasStopped: true };
  return { ...verdict, wasStopped: false, problems: ["never came there", ...verdict.problems] };
}

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
  /** Tells nothing about a death: the job did not come to the point, or the browser's own page went down. */
  readonly isVoid: boolean;
}

/** Posts a subject, stops the worker at a point on the way, and judges what came of it. Never rejects. */
export async function runCell(world: CrashWorld, { subject, point }: Cell): Promise<CellVerdict> {
  try {
    await world.clear();
    const stop = await stopAt(world, point);
    const files = SUBJECTS[subject];
    await postSubject(world, files);
    const verdict = judgeJob(world, files, await comeToRest(world), stop.remains);
    return { ...verdict, isVoid: stop.remains === null && verdict.problems.length === 0 };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { sentAgain: 0, problems: [problem], isVoid: problem.includes("Target crashed") };
  }
}

import type { Hold } from "../x-server/hold-points";
import type { CrashWorld } from "./crash-world";
import type { StoredJobs } from "./desk";
import type { StopPoint } from "./stop-point";

/** How things stood when the worker was gone. */
export interface Remains {
  readonly jobs: StoredJobs;
  /** How many requests X had seen. */
  readonly requests: number;
}

/** A stop that has been, or is still to come. */
export interface PlannedStop {
  /** Null: the job has not come to the point, so far. */
  readonly remains: Remains | null;
}

/** Stops the worker when a job comes to a point, and has it start again as an opened popup does. */
export async function stopAt(world: CrashWorld, point: StopPoint): Promise<PlannedStop> {
  const { x } = world.extension;
  let hold: Hold | null = null;
  let reached: Promise<void>;
  switch (point.at) {
    case "request":
      await world.arm(null);
      hold = x.hold({ operation: point.operation, nth: point.nth }, point.moment);
      ({ reached } = hold);
      break;
    case "site":
      ({ reached } = await world.arm({ event: `site ${point.moment}`, nth: point.nth }));
      break;
    case "stored":
      ({ reached } = await world.arm({ event: `stored ${point.change}`, nth: point.nth }));
      break;
  }
  const stop: { remains: Remains | null } = { remains: null };
  void reached.then(async () => {
    await world.stopWorker(async () => {
      hold?.drop();
      stop.remains = { jobs: await world.desk.read(), requests: x.log.length };
    });
    await world.desk.send({ type: "resume" });
  });
  return stop;
}

import type { Hold } from "../x-server/hold-points";
import type { CrashWorld } from "./crash-world";
import type { StopPoint } from "./stop-point";

/** Stops the worker when a job comes to a point, and has it start again as an opened popup does. */
export async function stopAt(world: CrashWorld, point: StopPoint): Promise<void> {
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
  void reached.then(async () => {
    await world.stopWorker();
    hold?.drop();
    await world.desk.send({ type: "resume" });
  });
}

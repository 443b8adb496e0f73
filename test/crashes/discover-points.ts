import { comeToRest } from "./come-to-rest";
import type { CrashWorld } from "./crash-world";
import { judgeJob } from "./judge-job";
import { postSubject } from "./post-subject";
import type { StopPoint } from "./stop-point";
import { type SubjectName, SUBJECTS } from "./subjects";

/** Posts a subject undisturbed, and answers every request and every stored change on the way. */
export async function discoverPoints(
  world: CrashWorld,
  subject: SubjectName,
): Promise<readonly StopPoint[]> {
  await world.clear();
  await world.arm(null);
  const files = SUBJECTS[subject];
  await postSubject(world, files);
  const { problems } = judgeJob(world, files, await comeToRest(world), null);
  if (problems.length > 0) {
    throw new Error(`Undisturbed, "${subject}" does not work: ${problems.join("; ")}`);
  }
  const requests = numbered(world.extension.x.log.map(({ operation }) => operation)).flatMap(
    ([operation, nth]): StopPoint[] => [
      { at: "request", operation, nth, moment: "before" },
      { at: "request", operation, nth, moment: "after" },
    ],
  );
  const events = numbered(await world.events()).map(([event, nth]): StopPoint => {
    if (event === "site before") return { at: "site", nth, moment: "before" };
    if (event === "site after") return { at: "site", nth, moment: "after" };
    return { at: "stored", change: event.replace(/^stored /, ""), nth };
  });
  return [...requests, ...events];
}

/** Each name with how often it has come so far, itself included. */
function numbered<Name>(names: readonly Name[]): [Name, number][] {
  return names.map((name, index) => [
    name,
    names.slice(0, index + 1).filter((other) => other === name).length,
  ]);
}

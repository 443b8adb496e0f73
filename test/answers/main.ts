import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import buildExtension from "../browser/build-extension";
import { startCrashWorld } from "../crashes/crash-world";
import { defaultUser } from "../x-server/x-user";
import { type Course, coursesOf } from "./courses";
import { countCalls, judgeCourse } from "./judge-answer";
import { readMetAnswers } from "./met-answer";
import { runCourse } from "./run-course";

/*
 * Answers of X that people met, through the extension in a browser: what the person reads, what was called
 * how often, and whether the sign-in is still there. `--folder` names other answers, one a JSON file.
 */

const { values } = parseArgs({ options: { folder: { type: "string" }, only: { type: "string" } } });
const folder = values.folder ?? fileURLToPath(new URL("./met", import.meta.url));
const courses = readMetAnswers(folder)
  .filter(({ name }) => name.includes(values.only ?? ""))
  .flatMap(coursesOf);
await buildExtension();
// May write long texts.
const users = [{ ...defaultUser, subscriptionType: "Premium" as const }];
const world = await startCrashWorld({ users });
let failures = 0;
for (const course of courses) {
  const outcome = await runCourse(world, course);
  const broken = judgeCourse(outcome);
  failures += broken.length;
  const calls = [...countCalls(outcome.calls)].map(([name, count]) => `${name} ${count}`);
  console.log(`\n${nameOf(course)}`);
  console.log(`  ${outcome.state}${outcome.says === "" ? "" : `: ${outcome.says}`}`);
  console.log(`  ${calls.join(", ")}; posts at X: ${outcome.posts}`);
  console.log(`  ${outcome.isSignedIn ? "signed in" : "SIGNED OUT"}`);
  for (const rule of broken) console.log(`  BROKEN: ${rule}`);
  // Else whatever comes after could not be posted.
  if (!outcome.isSignedIn) await world.extension.signIn();
}
await world.close();
console.log(`\n${courses.length} courses, ${failures} rules broken`);
process.exit(failures === 0 ? 0 : 1);

function nameOf({ answer, operation, times }: Course): string {
  return `${answer.name}: ${operation}, ${times === 1 ? "once" : "until the end"}`;
}

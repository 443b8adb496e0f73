import { setTimeout as delay } from "node:timers/promises";
import type { Locator } from "playwright-core";
import type { ComposerPage } from "../browser/composer-page";
import { waitUntil } from "../browser/harness/wait-until";
import { comeToRest } from "../crashes/come-to-rest";
import type { CrashWorld } from "../crashes/crash-world";
import { type SubjectFile, SUBJECTS } from "../crashes/subjects";
import { addEndingFault } from "../faults/ending-fault";
import type { OperationName } from "../x-server/operation";
import { type Course, effectOf } from "./courses";
import type { CourseOutcome, TimedCall } from "./judge-answer";

const TEXT = "The harbor in the morning";

/** What is called for films alone. */
const OF_FILMS: ReadonlySet<OperationName> = new Set([
  "initialize",
  "append",
  "finalize",
  "status",
]);

/** Longer than timelines were met to lag. */
const LAG_MS = 20 * 60_000;

/** Posts one picture or video while X answers so, and tells what the person reads when nothing goes on any more. */
export async function runCourse(world: CrashWorld, course: Course): Promise<CourseOutcome> {
  const { x } = world.extension;
  const { answer, operation } = course;
  await world.clear();
  // The clock as it is.
  await world.arm(null);
  const clock = new LeapingClock();
  const [file]: readonly SubjectFile[] = OF_FILMS.has(operation) ? SUBJECTS.video : SUBJECTS.image;
  if (file === undefined) throw new Error("Nothing to post");

  if (operation === "token") x.expireAccessTokens();
  if (answer.isRepeat) x.addFault({ match: { operation }, effect: { kind: "resetAfter" } });
  const endFault = addEndingFault(x, {
    match: { operation },
    times: course.times,
    effect: effectOf(answer, Date.now()),
  });
  if (operation === "timeline") {
    x.addFault({ match: { operation: "createPost" }, effect: { kind: "resetAfter" } });
  }
  await publish(world, file, answer.text ?? TEXT);
  await comeToRest(world, (aheadMs) => {
    clock.leapTo(aheadMs);
    // An empty list is a list that lags.
    if (operation === "timeline" && aheadMs >= LAG_MS) endFault();
  });

  const composer = await world.extension.openComposer();
  const read = await readItem(composer);
  const isSignedIn = (await composer.countStored("grants")) === 1;
  await composer.page.close();
  return {
    ...read,
    calls: x.log.map((entry) => clock.time(entry)),
    posts: x.posts.length,
    isSignedIn,
    endsSignIn: answer.endsSignIn,
  };
}

async function publish({ desk, click }: CrashWorld, file: SubjectFile, text: string) {
  await click(file);
  const postId = await waitUntil("the draft", async () => (await desk.read()).posts[0]?.id);
  await desk.send({ type: "edit-text", postId, text });
  await desk.send({ type: "publish", postId });
}

/** What stands in the list of posts. */
async function readItem(composer: ComposerPage): Promise<Pick<CourseOutcome, "state" | "says">> {
  const item = (await composer.activity()).first();
  await item.waitFor();
  const state = (await item.getAttribute("data-state")) ?? "";
  // Sentences are loaded when they are needed.
  if (!["posted", "cancelled", "draft"].includes(state)) {
    await waitForWords(item.locator(".notice-sentence, .wait-note"));
  }
  if ((await item.locator('[data-code="no-credits"]').count()) > 0) {
    await waitForWords(item.locator(CREDITS));
  }
  const words = item.locator(`.notice-sentence, .notice-next, .wait-note, ${CREDITS}`);
  return { state, says: (await words.allInnerTexts()).join(" ") };
}

const CREDITS = '[data-role="credits"]';

/** Waits for a while; what does not come is told by its absence from the table. */
async function waitForWords(words: Locator): Promise<void> {
  for (let looks = 0; looks < 50 && (await words.count()) === 0; looks += 1) await delay(100);
}

/** When calls were made, by a clock that has leapt over the waits. */
class LeapingClock {
  readonly #leaps: { readonly atMs: number; readonly aheadMs: number }[] = [];

  leapTo(aheadMs: number): void {
    this.#leaps.push({ atMs: performance.now(), aheadMs });
  }

  time(call: TimedCall): TimedCall {
    const leap = this.#leaps.findLast(({ atMs }) => atMs <= call.atMs);
    return { ...call, atMs: call.atMs + (leap?.aheadMs ?? 0) };
  }
}

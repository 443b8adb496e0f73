import { waitUntil } from "../browser/harness/wait-until";
import type { Command } from "../../lib/messages";
import type { CrashWorld } from "./crash-world";
import type { StoredJobs } from "./desk";
import { addressOf, type SubjectFile } from "./subjects";

/** What is written to every post. */
export const TEXT = "Whatever happens";

/**
 * Does what a person does to post the files: clicks each, writes, describes, presses Post. What was
 * not stored because the worker died is done again, as a person would who looks at the composer.
 */
export async function postSubject(world: CrashWorld, files: readonly SubjectFile[]): Promise<void> {
  const { desk } = world;
  const send = (command: Command) => async () => {
    const { stops } = world;
    await desk.send(command);
    return stops;
  };

  for (const file of files) {
    const isAdded = ({ attachments }: StoredJobs) =>
      attachments.some(({ source }) => source.url === addressOf(file));
    await untilStored(world, `the click on ${file.path}`, () => world.click(file), isAdded);
  }
  const { posts, attachments } = await desk.read();
  const postId = posts[0]?.id ?? "";
  await untilStored(world, "the text", send({ type: "edit-text", postId, text: TEXT }), (jobs) =>
    jobs.posts.some(({ text }) => text === TEXT),
  );
  for (const { id, source } of attachments) {
    const altText = altTextOf(source.url);
    await untilStored(
      world,
      `the alt text of ${source.url}`,
      send({ type: "edit-alt-text", attachmentId: id, altText }),
      (jobs) => jobs.attachments.some((stored) => stored.id === id && stored.altText === altText),
    );
  }
  await untilStored(world, "Post", send({ type: "publish", postId }), (jobs) =>
    jobs.posts.some(({ id, state }) => id === postId && state !== "draft"),
  );
}

/** The alt text that a file is given. */
export function altTextOf(address: string): string {
  return `Shown at ${address}`;
}

/** Does something once, and again only if the worker was stopped before it was stored. */
async function untilStored(
  world: CrashWorld,
  what: string,
  act: () => Promise<number>,
  isStored: (jobs: StoredJobs) => boolean,
): Promise<void> {
  for (;;) {
    const stopsBefore = await act();
    const outcome = await waitUntil(`${what} to be stored`, async () => {
      const hasDied = world.stops > stopsBefore;
      if (isStored(await world.desk.read())) return "stored";
      return hasDied && "lost";
    });
    if (outcome === "stored") return;
  }
}

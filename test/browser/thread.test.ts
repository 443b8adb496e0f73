import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { ComposerPage } from "./composer-page";
import { waitUntil } from "./harness/wait-until";
import { useExtensionWorld } from "./use-extension-world";

const world = useExtensionWorld();

const fileOf = (name: string) => fileURLToPath(new URL(`../pages/media/${name}`, import.meta.url));

/** Adds a file of the person's own to the post that is being written. */
async function addFile(composer: ComposerPage, name: string, total: number): Promise<void> {
  const chooser = composer.page.waitForEvent("filechooser");
  await composer.page.getByRole("button", { name: "Add files" }).click();
  await (await chooser).setFiles(fileOf(name));
  await waitUntil(
    `medium ${total} to be ready`,
    async () => (await composer.mediaIn("ready").count()) === total,
  );
}

const postsIn = (composer: ComposerPage) =>
  composer.page.getByRole("list", { name: "Thread" }).locator("> li");

const boxOf = (composer: ComposerPage, index: number) =>
  postsIn(composer).nth(index).getByRole("textbox", { name: "Post text" });

/** Writes a thread whose first post has a picture. */
async function writeThread(composer: ComposerPage, ...texts: string[]): Promise<void> {
  await addFile(composer, "harbor.jpg", 1);
  await composer.text.fill(texts[0] ?? "");
  for (const [index, text] of texts.entries()) {
    if (index === 0) continue;
    await composer.page.getByRole("button", { name: "Add post", exact: true }).click();
    await postsIn(composer).nth(index).waitFor();
    await boxOf(composer, index).fill(text);
  }
}

/** What is at X: of each post its text, how many pictures it has, and the place of the one that it answers. */
function atX() {
  return world.x.posts.map(({ text, body }) => {
    const { reply, media } = body as {
      readonly reply?: { readonly in_reply_to_tweet_id: string };
      readonly media?: { readonly media_ids: readonly string[] };
    };
    return {
      text,
      pictures: media?.media_ids.length ?? 0,
      answers: world.x.posts.findIndex(({ id }) => id === reply?.in_reply_to_tweet_id),
    };
  });
}

it("two posts with a picture each are out in order, the second as the answer to the first", async () => {
  const composer = await world.openComposer();
  await writeThread(composer, "By the harbor", "Over the dunes");
  await addFile(composer, "dunes.png", 2);
  await composer.post.click();
  await expect.poll(atX).toEqual([
    { text: "By the harbor", pictures: 1, answers: -1 },
    { text: "Over the dunes", pictures: 1, answers: 0 },
  ]);
  const posted = await composer.activity("posted");
  await expect.poll(() => posted.count()).toBe(2);
  await posted.filter({ hasText: "2 of 2" }).waitFor();
});

it("a text over the limit is split at its sentences and numbered, and each part can be changed", async () => {
  const composer = await world.openComposer();
  await addFile(composer, "harbor.jpg", 1);
  const sentence = "Dusk at the harbor, and nobody was in any hurry at all that evening. ";
  await composer.text.fill(sentence.repeat(9));
  await composer.page.getByRole("checkbox", { name: /^Number/ }).check();
  await composer.page.getByRole("button", { name: "Split into 3 posts" }).click();
  await expect.poll(() => postsIn(composer).count()).toBe(3);
  await expect.poll(() => boxOf(composer, 2).inputValue()).toMatch(/evening\. 3\/3$/);
  await boxOf(composer, 2).fill("The end 3/3");
  await boxOf(composer, 2).press("Alt+ArrowUp");
  await expect.poll(() => boxOf(composer, 1).inputValue()).toBe("The end 3/3");
  await waitUntil("the focus to be kept", () =>
    boxOf(composer, 1).evaluate((box) => box === document.activeElement),
  );
  await postsIn(composer).nth(2).getByRole("button", { name: "Remove post" }).click();
  await expect.poll(() => postsIn(composer).count()).toBe(2);
  await composer.post.click();
  await expect
    .poll(() => atX().map(({ text, answers }) => [text.slice(-11), answers]))
    .toEqual([
      ["vening. 1/3", -1],
      ["The end 3/3", 0],
    ]);
});

it("a failure in the middle stops the rest, says which are out, and goes on after a retry", async () => {
  const composer = await world.openComposer();
  await writeThread(composer, "One", "Two", "Three");
  world.x.addFault({
    match: { operation: "createPost", nth: 2 },
    effect: { kind: "status", status: 403, body: { title: "Forbidden", detail: "No." } },
  });
  await composer.post.click();
  const failed = (await composer.activity("failed")).first();
  await failed.getByText("1 of 3 are out.").waitFor();
  expect(atX().map(({ text }) => text)).toEqual(["One"]);
  await failed.getByRole("button", { name: "Retry" }).click();
  await expect.poll(atX).toEqual([
    { text: "One", pictures: 1, answers: -1 },
    { text: "Two", pictures: 0, answers: 0 },
    { text: "Three", pictures: 0, answers: 1 },
  ]);
});

it("a browser that is ended between two posts goes on with the next, and posts nothing twice", async () => {
  const composer = await world.openComposer();
  await writeThread(composer, "Before", "After", "At last");
  const held = world.x.hold({ operation: "createPost", nth: 2 });
  await composer.post.click();
  await held.reached;
  await world.crashAndRestart();
  held.release();
  const again = await world.openComposer();
  const posted = await again.activity("posted");
  await expect.poll(() => posted.count(), { timeout: 60_000 }).toBe(3);
  expect(atX().map(({ text, answers }) => [text, answers])).toEqual([
    ["Before", -1],
    ["After", 0],
    ["At last", 1],
  ]);
}, 120_000);

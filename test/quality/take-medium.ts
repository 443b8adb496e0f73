import { writeFileSync } from "node:fs";
import type { ComposerPage } from "../browser/composer-page";
import type { ExtensionWorld } from "../browser/extension-world";
import type { MadeMedia } from "../browser/media/made-media";

const WITHIN_MS = 120_000;

/** What X got of a medium. */
export interface Received {
  readonly path: string;
  readonly totalBytes: number;
  readonly mediaType: string;
}

/** Takes a medium by a right click, or as a file of the person's own; what X got of it, or the code of why not. */
export async function takeMedium(
  world: ExtensionWorld,
  made: MadeMedia,
  name: string,
  way: "made-image" | "made-video" | "own-file",
): Promise<Received | string> {
  await world.clear();
  const composer =
    way === "own-file"
      ? await chooseFile(world, made.path(name))
      : await rightClick(world, made, name, way);
  const failed = composer.mediaIn("failed");
  await composer.mediaIn("ready").or(failed).first().waitFor({ timeout: WITHIN_MS });
  if (await failed.isVisible()) {
    return (await failed.getByRole("alert").getAttribute("data-code")) ?? "unnamed";
  }
  const medium = world.x.allMedia().find((one) => (one.bytes()?.length ?? 0) > 0);
  const bytes = medium?.bytes() ?? Buffer.alloc(0);
  const path = made.path(`received-${name}`);
  writeFileSync(path, bytes);
  return { path, totalBytes: bytes.length, mediaType: medium?.mediaType ?? "" };
}

async function rightClick(
  world: ExtensionWorld,
  made: MadeMedia,
  name: string,
  construct: "made-image" | "made-video",
): Promise<ComposerPage> {
  world.gallery.offer(name, "application/octet-stream", made.bytes(name));
  const { page, media } = await world.visit(construct, `?file=${name}`);
  await world.tweet(page, media);
  return world.composerPopup();
}

async function chooseFile(world: ExtensionWorld, path: string): Promise<ComposerPage> {
  const composer = await world.openComposer();
  const chooser = composer.page.waitForEvent("filechooser");
  await composer.page.getByRole("button", { name: "Add files" }).click();
  await (await chooser).setFiles([path]);
  return composer;
}

import { writeFileSync } from "node:fs";
import type { ExtensionWorld } from "../browser/extension-world";
import type { MadeMedia } from "../browser/media/made-media";

const WITHIN_MS = 120_000;

/** What X got of a medium. */
export interface Received {
  readonly path: string;
  readonly totalBytes: number;
  readonly mediaType: string;
}

/** Takes a medium by a right click; what X got of it, or the code of why not. */
export async function takeMedium(
  world: ExtensionWorld,
  made: MadeMedia,
  name: string,
  construct: "made-image" | "made-video",
): Promise<Received | string> {
  await world.clear();
  world.gallery.offer(name, "application/octet-stream", made.bytes(name));
  const { page, media } = await world.visit(construct, `?file=${name}`);
  await world.tweet(page, media);
  const composer = await world.composerPopup();
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

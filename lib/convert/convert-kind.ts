import type { Conversion } from "../media/conversion";
import type { ConversionTask } from "./conversion-task";
import type { WantedPart } from "./plan-cut";
import type { PreparedPicture } from "./prepare-picture";
import type { SourceHiding } from "./open-hider";
import type { PromisedFilm } from "./promised-film";

/**
 * Converts whatever needs no window, in a worker. Loads no more code than the kind of file needs.
 *
 * @param prepared the picture that an edit is about, where it was drawn before it was asked for
 * @returns what a film that is made has to be; null for a still picture
 */
export async function convertKind(
  conversion: Conversion,
  task: ConversionTask,
  prepared: Promise<PreparedPicture | null>,
): Promise<PromisedFilm | null> {
  switch (conversion.kind) {
    case "picture":
      return (await import("./convert-picture")).convertPicture(task);
    case "video":
      return (await import("./convert-video")).convertVideo(task, {
        startMs: 0,
        endMs: conversion.trimToMs,
      });
    case "clip":
      return conversion.source.type === "image/gif"
        ? (await import("./convert-gif-clip")).convertGifClip(task, conversion)
        : (await import("./convert-video")).convertVideo(
            task,
            placeInSource(conversion),
            hidingInSource(conversion),
          );
    case "stream":
      return conversion.part === undefined
        ? (await import("./join-stream")).joinStream(task, conversion.runs)
        : (await import("./join-part")).joinPart(task, conversion.part);
    case "frame":
      await (await import("./convert-frame")).convertFrame(task, conversion.atMs);
      return null;
    case "edit":
      await (await import("./convert-edit")).convertEdit(task, conversion.edit, await prepared);
      return null;
    default:
      return conversion satisfies never;
  }
}

/** What is hidden in a clip, and when its source begins. */
function hidingInSource({
  hiding,
  startsAtMs = 0,
}: Extract<Conversion, { kind: "clip" }>): SourceHiding | null {
  return hiding === undefined ? null : { hiding, startsAtMs };
}

/** Where a clip lies in what is stored of its film. */
function placeInSource({
  span: { startMs, endMs },
  startsAtMs = 0,
}: Extract<Conversion, { kind: "clip" }>): WantedPart {
  return { startMs: Math.max(0, startMs - startsAtMs), endMs: endMs - startsAtMs };
}

import type { Conversion } from "../media/conversion";
import type { ConversionTask } from "./conversion-task";
import type { PromisedFilm } from "./promised-film";

/**
 * Converts whatever needs no window, in a worker. Loads no more code than the kind of file needs.
 *
 * @returns what a film that is made has to be; null for a still picture
 */
export async function convertKind(
  conversion: Conversion,
  task: ConversionTask,
): Promise<PromisedFilm | null> {
  switch (conversion.kind) {
    case "picture":
      return (await import("./convert-picture")).convertPicture(task);
    case "video":
      return (await import("./convert-video")).convertVideo(task, conversion.trimToMs);
    case "stream":
      return (await import("./join-stream")).joinStream(task, conversion.runs);
    case "frame":
      await (await import("./convert-frame")).convertFrame(task, conversion.atMs);
      return null;
    case "edit":
      await (await import("./convert-edit")).convertEdit(task, conversion.edit);
      return null;
    default:
      return conversion satisfies never;
  }
}

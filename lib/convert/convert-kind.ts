import type { Conversion } from "../media/conversion";
import type { ConversionTask } from "./conversion-task";

/** Converts whatever needs no window, in a worker. Loads no more code than the kind of file needs. */
export async function convertKind(conversion: Conversion, task: ConversionTask): Promise<void> {
  switch (conversion.kind) {
    case "picture":
      return (await import("./convert-picture")).convertPicture(task);
    case "video":
      return (await import("./convert-video")).convertVideo(task, conversion.trimToMs);
    case "stream":
      return (await import("./join-stream")).joinStream(task, conversion.runs);
    case "frame":
      return (await import("./convert-frame")).convertFrame(task, conversion.atMs);
    case "edit":
      return (await import("./convert-edit")).convertEdit(task, conversion.edit);
    default:
      return conversion satisfies never;
  }
}

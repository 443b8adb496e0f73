import { Mp4OutputFormat, Output, StreamTarget, type StreamTargetChunk } from "mediabunny";
import type { ConvertedFile } from "./converted-file";

/**
 * An MP4 that is written into a converted file as it is made, with its index at the end: memory holds
 * the index, never the media.
 */
export function createMp4Output(file: ConvertedFile): Output {
  const writable = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => file.write(data, position),
  });
  return new Output({
    format: new Mp4OutputFormat({ fastStart: false }),
    target: new StreamTarget(writable),
  });
}

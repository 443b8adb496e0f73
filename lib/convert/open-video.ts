import {
  CustomSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  UnsupportedInputFormatError,
  WEBM,
} from "mediabunny";
import { conversionFailure } from "./conversion-failure";
import type { ConversionTask } from "./conversion-task";
import { readEbmlEnd } from "./read-ebml-end";

/** A video whose tracks are known; `input.dispose()` ends reading it. */
export interface OpenVideo {
  readonly input: Input;
  readonly picture: InputVideoTrack;
  readonly sound: InputAudioTrack | null;
}

/**
 * Opens a video for decoding.
 *
 * @throws `JobFailure` `truncated-file` where it ends early or makes no sense, `unsupported-type` where it
 *   has sound only
 */
export async function openVideo(task: Pick<ConversionTask, "source" | "type">): Promise<OpenVideo> {
  const { source, type } = task;
  const damaged = (damage: "ends-early" | "malformed", cause?: unknown) =>
    conversionFailure(
      "truncated-file",
      { mediaType: type, damage, totalBytes: source.size },
      { cause },
    );
  if (type === "webm" || type === "matroska") {
    const end = readEbmlEnd(await source.read(0, 4096));
    if (end !== null && end > source.size) throw damaged("ends-early");
  }
  const input = new Input({
    source: new CustomSource({
      getSize: () => source.size,
      read: (start, end) => source.read(start, end),
      prefetchProfile: "fileSystem",
    }),
    formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS],
  });
  try {
    const picture = await input.getPrimaryVideoTrack();
    const sound = await input.getPrimaryAudioTrack();
    if (picture !== null) return { input, picture, sound };
    if (sound === null) throw damaged("malformed");
    throw conversionFailure("unsupported-type", { detected: "sound" });
  } catch (failure) {
    input.dispose();
    throw failure instanceof UnsupportedInputFormatError ? damaged("malformed", failure) : failure;
  }
}

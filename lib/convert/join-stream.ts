import type { InputAudioTrack, InputVideoTrack } from "mediabunny";
import type { StreamRun } from "../media/stream-run";
import { nameCodec } from "./codec-name";
import { conversionFailure } from "./conversion-failure";
import { malformedFile } from "./malformed-file";
import type { ConversionTask } from "./conversion-task";
import { copyPackets } from "./copy-packets";
import { findFirstFrame } from "./first-frame";
import { isSameConfig, readParameterSets } from "./inline-parameters";
import { openRun, type OpenRun } from "./open-run";
import { placePackets } from "./place-packets";
import type { PromisedFilm } from "./promised-film";

/**
 * Makes one MP4 of the runs of a stream: their coded frames and sound are taken over as they are, on one
 * time line that begins with the first frame. What of it X does not take is converted afterwards.
 *
 * @returns what has to have come out
 * @throws `JobFailure` `truncated-file` where a run makes no sense or has no frame; `unsupported-type` where there is
 *   sound only; `conversion-unsupported` where a later run is coded otherwise than the first, or a track is coded as
 *   nothing here reads
 */
export async function joinStream(
  task: ConversionTask,
  runs: readonly StreamRun[],
): Promise<PromisedFilm> {
  const opened: OpenRun[] = [];
  try {
    for (const run of runs) {
      const open = await openRun(task.source, run);
      if (open === null) throw damaged(task);
      opened.push(open);
    }
    const pictures = opened.flatMap(({ picture }) => picture ?? []);
    const sounds = opened.flatMap(({ sound }) => sound ?? []);
    await refuseOtherCoding(pictures, sounds);
    const picture = pictures[0];
    refuseUnread(opened, { hasPicture: picture !== undefined, hasSound: sounds.length > 0 });
    if (picture === undefined) throw sounds.length > 0 ? soundOnly() : damaged(task);
    const first = await findFirstFrame(picture);
    if (first === null) throw damaged(task);
    const placed = placePackets(await withOwnParameters(opened));
    const promised = await copyPackets(task, { picture, sound: sounds[0] ?? null }, placed);
    return { ...promised, clockSecs: first.packet.timestamp };
  } catch (failure) {
    throw isOfLibrary(failure) ? damaged(task, failure) : failure;
  } finally {
    for (const { input } of opened) input.dispose();
  }
}

/**
 * A film has one config of its decoder. Where runs of H.264 have others, such as an advertisement between, each has its
 * parameter sets before its key frames, where decoders look for them too.
 */
async function withOwnParameters(runs: readonly OpenRun[]): Promise<readonly OpenRun[]> {
  const configs = await Promise.all(
    runs.map(({ picture }) => picture?.getDecoderConfig() ?? Promise.resolve(null)),
  );
  const own = configs.filter((_config, index) => runs[index]?.picture !== null);
  if (own.every((config) => isSameConfig(config, own[0] ?? null))) return runs;
  return runs.map((run, index) => ({
    ...run,
    parameterSets: readParameterSets(configs[index] ?? null),
  }));
}

/** No track is left out in silence. */
function refuseUnread(
  runs: readonly OpenRun[],
  { hasPicture, hasSound }: { readonly hasPicture: boolean; readonly hasSound: boolean },
): void {
  for (const { unread } of runs) {
    const codec = (hasPicture ? null : unread.picture) ?? (hasSound ? null : unread.sound);
    if (codec !== null) throw conversionFailure("conversion-unsupported", { codec });
  }
}

/** Frames that are taken over need what the film says of its coding at its beginning, for all of it. */
async function refuseOtherCoding(
  pictures: readonly InputVideoTrack[],
  sounds: readonly InputAudioTrack[],
): Promise<void> {
  for (const tracks of [pictures, sounds]) {
    const codings = new Set(await Promise.all(tracks.map((track) => describeCoding(track))));
    if (codings.size > 1) {
      throw conversionFailure("conversion-unsupported", { codec: [...codings].join(" + ") });
    }
  }
}

async function describeCoding(track: InputVideoTrack | InputAudioTrack): Promise<string> {
  const codec = nameCodec(await track.getCodec()) || "?";
  return track.isVideoTrack()
    ? `${codec} ${await track.getCodedWidth()}×${await track.getCodedHeight()}`
    : `${codec} ${await track.getSampleRate()} Hz`;
}

function soundOnly() {
  return conversionFailure("unsupported-type", { detected: "sound" });
}

function damaged({ type, source }: ConversionTask, cause?: unknown) {
  return malformedFile(type, source.size, { cause });
}

/** Nothing is decoded or coded here: what the library gives up on are the file's own bytes. Browsers' failures have names. */
function isOfLibrary(failure: unknown): boolean {
  return failure instanceof Error && failure.name === "Error";
}

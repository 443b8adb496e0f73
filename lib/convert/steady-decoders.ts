import { isLargelyLost, type LossCount } from "./loss-count";
import { type FrameTiming, SteadyVideoDecoder } from "./steady-picture";
import { SteadySoundDecoder } from "./steady-sound";

/** What of a worker's global names is replaced. */
export type DecoderScope = Pick<typeof globalThis, "AudioDecoder" | "VideoDecoder">;

/** Decoders in the place of the browser's own; disposing them brings those back. */
export interface SteadyDecoders extends Disposable {
  /** Whether so much of picture or sound was lost that what is left should not go out as the film. */
  readonly lackMuch: boolean;
}

/**
 * Lets the library that decodes have decoders that go on behind what is damaged, and keep gaps of the sound. It has a
 * place for decoders of others (`registerDecoder`), but does not give these what it mends in films for Chromium's.
 *
 * @param isDamaged whether the picture is known to be: what decodes goes straight to the browser's own decoder
 */
export function useSteadyDecoders(scope: DecoderScope, isDamaged: boolean): SteadyDecoders {
  const { AudioDecoder: NativeSound, VideoDecoder: NativePicture } = scope;
  const picture: LossCount = { shown: 0, lost: 0 };
  const sound: LossCount = { shown: 0, lost: 0 };
  const soundParts = {
    open: (init: AudioDecoderInit) => new NativeSound(init),
    move: moveSound,
  };
  const pictureParts = {
    open: (init: VideoDecoderInit) => new NativePicture(init),
    repeat: (frame: VideoFrame, timing: FrameTiming) => new VideoFrame(frame, timing),
    black: blackFrame,
  };
  class Sound extends SteadySoundDecoder {
    static isConfigSupported = (config: AudioDecoderConfig) =>
      NativeSound.isConfigSupported(config);
    constructor(init: AudioDecoderInit) {
      super(soundParts, init, sound);
    }
  }
  class Picture extends SteadyVideoDecoder {
    static isConfigSupported = (config: VideoDecoderConfig) =>
      NativePicture.isConfigSupported(config);
    constructor(init: VideoDecoderInit) {
      super(pictureParts, init, picture);
    }
  }
  const replace = (name: keyof DecoderScope, value: unknown) => {
    // A browser may lack one.
    if (name in scope) {
      Object.defineProperty(scope, name, { value, writable: true, configurable: true });
    }
  };
  replace("AudioDecoder", Sound);
  if (isDamaged) replace("VideoDecoder", Picture);
  return {
    get lackMuch() {
      return isLargelyLost(picture) || isLargelyLost(sound);
    },
    [Symbol.dispose]() {
      replace("AudioDecoder", NativeSound);
      replace("VideoDecoder", NativePicture);
    },
  };
}

function moveSound(sound: AudioData, timestamp: number): AudioData {
  const format = "f32-planar";
  const { numberOfChannels, numberOfFrames, sampleRate } = sound;
  const data = new Float32Array(numberOfChannels * numberOfFrames);
  for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex += 1) {
    const plane = data.subarray(planeIndex * numberOfFrames, (planeIndex + 1) * numberOfFrames);
    sound.copyTo(plane, { planeIndex, format });
  }
  return new AudioData({ format, sampleRate, numberOfFrames, numberOfChannels, timestamp, data });
}

const BLACK = 16;
const NO_COLOR = 128;

function blackFrame(config: VideoDecoderConfig, timing: FrameTiming): VideoFrame {
  const { codedWidth = 2, codedHeight = 2 } = config;
  const pixels = codedWidth * codedHeight;
  const colors = 2 * Math.ceil(codedWidth / 2) * Math.ceil(codedHeight / 2);
  const data = new Uint8Array(pixels + colors).fill(BLACK, 0, pixels).fill(NO_COLOR, pixels);
  return new VideoFrame(data, { format: "I420", codedWidth, codedHeight, ...timing });
}

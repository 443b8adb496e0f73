import type { TransportTrack } from "./transport-programs";

/**
 * Codings of pictures and sound that no library here reads from MPEG-TS, by the number that the list of tracks has for
 * them. Source: ISO/IEC 13818-1, table 2-34; SMPTE RP 227 (VC-1).
 */
const PICTURES: Readonly<Record<number, string>> = {
  0x01: "MPEG-1",
  0x02: "MPEG-2",
  0x10: "MPEG-4 Visual",
  0x21: "JPEG 2000",
  0x33: "VVC",
  0x42: "AVS",
  0xd1: "Dirac",
  0xd2: "AVS2",
  0xd4: "AVS3",
  0xea: "VC-1",
};
const SOUNDS: Readonly<Record<number, string>> = { 0x11: "AAC (LATM)" };

/** Of what is private only the four letters tell what it is. Source: https://smpte-ra.org/registered-mpeg-ts-ids. */
const PRIVATE_SOUNDS: Readonly<Record<string, string>> = {
  Opus: "Opus",
  BSSD: "PCM",
  "AC-4": "AC-4",
};
const PRIVATE = 0x06;

/** The first coding of each kind that is not read; null for none. */
export interface UnreadCodings {
  readonly picture: string | null;
  readonly sound: string | null;
}

/** Names what of a program the library that reads it passes over in silence. */
export function findUnread(tracks: readonly TransportTrack[]): UnreadCodings {
  const pictures = tracks.flatMap(({ streamType }) => PICTURES[streamType] ?? []);
  const sounds = tracks.flatMap(({ streamType, registration }) =>
    streamType === PRIVATE
      ? (PRIVATE_SOUNDS[registration ?? ""] ?? [])
      : (SOUNDS[streamType] ?? []),
  );
  return { picture: pictures[0] ?? null, sound: sounds[0] ?? null };
}

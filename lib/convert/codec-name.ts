/** Codings that people know by another name than containers and the library that reads them give them. */
const NAMES: Readonly<Record<string, string>> = {
  ac3: "AC-3",
  avc: "H.264",
  eac3: "E-AC-3",
  jpeg: "Motion JPEG",
  mjpa: "Motion JPEG",
  mjpb: "Motion JPEG",
  mp4v: "MPEG-4 Visual",
  opus: "Opus",
  prores: "ProRes",
  v_mjpeg: "Motion JPEG",
  vorbis: "Vorbis",
};

/** How a coding is called in a sentence, by the name that a container or the library has for it; "" for none. */
export function nameCodec(id: string | null): string {
  const name = (id ?? "").trim();
  return NAMES[name.toLowerCase()] ?? name.toUpperCase();
}

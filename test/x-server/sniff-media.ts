/** What the first bytes of a file say it is; a size only where it was found. */
export interface SniffedMedia {
  kind: "image" | "gif" | "video";
  mediaType: string;
  width?: number;
  height?: number;
}

/** Recognises a file by its first bytes (64 KiB suffice); undefined when they mean nothing to X. */
export function sniffMedia(head: Buffer): SniffedMedia | undefined {
  const ascii = (start: number, end: number) => head.toString("latin1", start, end);
  if (head.length < 12) return undefined;
  if (ascii(0, 6) === "GIF87a" || ascii(0, 6) === "GIF89a") {
    const size = { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
    return { kind: "gif", mediaType: "image/gif", ...size };
  }
  if (head.readUInt32BE(0) === 0x89504e47) {
    const size =
      head.length >= 24 ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) } : {};
    return { kind: "image", mediaType: "image/png", ...size };
  }
  if (head.readUIntBE(0, 3) === 0xffd8ff) {
    return { kind: "image", mediaType: "image/jpeg", ...jpegSize(head) };
  }
  if (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") {
    return { kind: "image", mediaType: "image/webp" };
  }
  if (ascii(0, 2) === "BM") return { kind: "image", mediaType: "image/bmp" };
  if (ascii(0, 4) === "II*\0" || ascii(0, 4) === "MM\0*") {
    return { kind: "image", mediaType: "image/tiff" };
  }
  return sniffVideo(head);
}

function sniffVideo(head: Buffer): SniffedMedia | undefined {
  const box = head.toString("latin1", 4, 8);
  const brand = head.toString("latin1", 8, 12);
  if (box === "ftyp") {
    const isStillImage = ["avif", "avis", "heic", "heix", "mif1"].includes(brand);
    if (isStillImage) return undefined;
    return { kind: "video", mediaType: brand === "qt  " ? "video/quicktime" : "video/mp4" };
  }
  if (["moov", "mdat", "wide", "free", "skip"].includes(box)) {
    return { kind: "video", mediaType: "video/quicktime" };
  }
  if (head.readUInt32BE(0) === 0x1a45dfa3) return { kind: "video", mediaType: "video/webm" };
  if (head[0] === 0x47 && head[188] === 0x47) return { kind: "video", mediaType: "video/mp2t" };
  return undefined;
}

function jpegSize(head: Buffer): { width?: number; height?: number } {
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    const isStartOfFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isStartOfFrame) {
      return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    }
    at += 2 + head.readUInt16BE(at + 2);
  }
  return {};
}

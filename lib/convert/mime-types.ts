import type { SourceFile } from "../media/media-info";

const PICTURE_MIME_TYPES: Partial<Record<SourceFile["type"], string>> = {
  avif: "image/avif",
  heic: "image/heic",
  svg: "image/svg+xml",
  bmp: "image/bmp",
  tiff: "image/tiff",
  ico: "image/x-icon",
  jxl: "image/jxl",
  webm: "video/webm",
  matroska: "video/x-matroska",
  "mpeg-ts": "video/mp2t",
  "3gp": "video/3gpp",
};

/** The name by which browsers know a type of file; empty for one that no browser shows. */
export function mimeTypeOf(type: SourceFile["type"]): string {
  return type.includes("/") ? type : (PICTURE_MIME_TYPES[type] ?? "");
}

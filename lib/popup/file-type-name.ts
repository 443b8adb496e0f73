import type { SourceFile } from "../media/media-info";

const NAMES: Partial<Record<SourceFile["type"], string>> = {
  "video/quicktime": "MOV",
  matroska: "MKV",
  "mpeg-ts": "MPEG-TS",
};

/** A type of file as people call it: "PNG", "MOV", "MKV". */
export function fileTypeName(type: SourceFile["type"]): string {
  return NAMES[type] ?? type.replace(/^.*\//, "").toUpperCase();
}

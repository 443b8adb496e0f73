import { inspectMedia, type InspectResult } from "../../../lib/media/inspect-media";
import { joinBytes, type BytePart } from "./join-bytes";
import { bytesOf } from "./bytes-of";

/** Inspects a file made of these parts. */
export function inspectBytes(...parts: readonly BytePart[]): Promise<InspectResult> {
  return inspectMedia(bytesOf(new Blob([joinBytes(...parts)])));
}

/** What \`toMatchObject\` finds in the refusal of a damaged file. */
export function truncated(mediaType: string, damage = "ends-early"): object {
  return { ok: false, refusal: { code: "truncated-file", details: { mediaType, damage } } };
}

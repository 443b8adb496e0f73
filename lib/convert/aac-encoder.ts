import { canEncodeAudio } from "mediabunny";

/** Makes sure that AAC can be written: by the browser itself, or by an encoder that comes with the extension. */
export async function ensureAacEncoder(): Promise<void> {
  if (await canEncodeAudio("aac")) return;
  const { registerAacEncoder } = await import("@mediabunny/aac-encoder");
  registerAacEncoder();
}

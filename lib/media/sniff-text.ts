/** Kinds of text that may arrive where media was expected. */
export type TextTypeName = "html" | "svg" | "xml" | "json" | "hls" | "dash" | "text";

const CONTROL_BYTES = new Set([
  ...Array(9).keys(),
  0x0b,
  ...range(0x0e, 0x1a),
  ...range(0x1c, 0x1f),
  0x7f,
]);

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

const OPENINGS: readonly (readonly [TextTypeName, RegExp])[] = [
  ["hls", /^#EXTM3U/],
  ["svg", /^<(?:svg|!doctype svg)\b/i],
  ["dash", /^<MPD\b/i],
  [
    "html",
    /^<(?:!doctype html|html|head|body|title|meta|script|style|div|p|h1|a|table|br|iframe)\b/i,
  ],
  ["xml", /^<[?!a-z]/i],
  ["json", /^(?:\{\s*["}]|\[\s*["[{\]\d-])/],
];

/**
 * Recognises text by its first bytes, or returns null for anything that is not text: UTF-8 without
 * control characters, or UTF-16 with a byte order mark. A character cut off at the end is no fault.
 */
export function sniffText(bytes: Uint8Array): TextTypeName | null {
  const text = decode(bytes);
  if (text === null) return null;
  // Declarations and comments say nothing about what they introduce.
  const content = text.replace(/^(?:\s|<\?xml[^>]*>|<!--[^]*?-->)*/i, "");
  const opening = content === "" ? text.trimStart() : content;
  return OPENINGS.find(([, pattern]) => pattern.test(opening))?.[0] ?? "text";
}

function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? "utf-16le" : null;
  const encoding = utf16 ?? (first === 0xfe && second === 0xff ? "utf-16be" : "utf-8");
  if (encoding === "utf-8" && bytes.some((byte) => CONTROL_BYTES.has(byte))) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    // The one way in which a TextDecoder says that bytes are not in its encoding.
    return null;
  }
}

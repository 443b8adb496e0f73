import { decodeMarkup } from "./decode-markup";

/** Kinds of text that may arrive where media was expected. */
export type TextTypeName = "html" | "svg" | "xml" | "json" | "hls" | "dash" | "text";

const CONTROLS: readonly string[] = [
  ...range(0, 8),
  0x0b,
  ...range(0x0e, 0x1a),
  ...range(0x1c, 0x1f),
  0x7f,
].map((code) => String.fromCharCode(code));

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

const OPENINGS: readonly (readonly [TextTypeName, RegExp])[] = [
  ["hls", /^#EXTM3U/],
  ["svg", /^<(?:[\w.-]+:)?svg(?:[\s/>]|$)/i],
  ["dash", /^<(?:[\w.-]+:)?MPD\b/i],
  [
    "html",
    /^<(?:!doctype html|html|head|body|title|meta|script|style|div|p|h1|a|table|br|iframe)\b/i,
  ],
  ["xml", /^<[?!a-z]/i],
  ["json", /^(?:\{\s*["}]|\[\s*["[{\]\d-])/],
];

/**
 * Recognises text by its first bytes, or returns null for anything that is not text: in an encoding that XML
 * can be in, see `decodeMarkup`, without control characters. A character cut off at the end is no fault. Where
 * the bytes end before the first element, XML that mentions SVG anywhere counts as such.
 */
export function sniffText(bytes: Uint8Array): TextTypeName | null {
  const text = decode(bytes);
  if (text === null) return null;
  const { at, doctype, isCut } = skipPrologue(text);
  if (doctype !== null && /^(?:[\w.-]+:)?svg$/i.test(doctype)) return "svg";
  const content = text.slice(at);
  if (isCut && /^<[?!]/.test(text) && /svg/i.test(content)) return "svg";
  const opening = content === "" ? text.trimStart() : content;
  return OPENINGS.find(([, pattern]) => pattern.test(opening))?.[0] ?? "text";
}

interface Prologue {
  /** Where what it introduces begins; of one that is cut off, its last part. */
  readonly at: number;
  /** The name of the document type; null where there is none, or that of HTML, which is an opening. */
  readonly doctype: string | null;
  readonly isCut: boolean;
}

/** Instructions, comments and document types say little about what they introduce. */
function skipPrologue(text: string): Prologue {
  let at = 0;
  let doctype: string | null = null;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    const end = prologuePartEnd(text, at);
    if (end === null) return { at, doctype, isCut: at >= text.length };
    const name = /^<!DOCTYPE\s+([\w.:-]{1,40})/i.exec(text.slice(at, at + 60))?.[1];
    doctype = name ?? doctype;
    if (end < 0) return { at, doctype, isCut: true };
    at = end;
  }
}

/** Where a part of a prologue ends that begins there; below zero: behind the text; null: none does. */
function prologuePartEnd(text: string, at: number): number | null {
  if (text.startsWith("<?", at)) return endOf(text, at, ">");
  if (text.startsWith("<!--", at)) return endOf(text, at + 4, "-->");
  const isDoctype = /^<!DOCTYPE\s+(?!html\b)/i.test(text.slice(at, at + 60));
  return isDoctype ? doctypeEnd(text, at) : null;
}

function endOf(text: string, from: number, mark: string): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}

/** Entities may stand in brackets, and brackets of all kinds in quotes. */
function doctypeEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close < 0) return -1;
      at = close;
    } else if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
    else if (character === ">" && depth <= 0) return at + 1;
  }
  return -1;
}

function decode(bytes: Uint8Array): string | null {
  const text = decodeMarkup(bytes);
  const isPlain = text === null || !CONTROLS.some((control) => text.includes(control));
  return isPlain ? text : null;
}

/** A drawing has no pixels of its own: its long side becomes at least this long, and at most that. */
const MIN_LONG_SIDE_PX = 1600;
const MAX_LONG_SIDE_PX = 4096;
/** What browsers give a drawing that says nothing, or percents of a page. Source: CSS 2.2, 10.3.2. */
const DEFAULT_SIZE = { width: 300, height: 150 };

/** How large a drawing is, and how large it is drawn. */
export interface SvgSize {
  /** In CSS pixels, as a browser lays it out by itself. */
  readonly width: number;
  readonly height: number;
  /** The same proportions, large enough to look sharp. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The size of an SVG and the pixels to draw it at.
 *
 * @param attributes the root's `width`, `height` and `viewBox`, null where they are missing
 */
export function svgPixelSize(attributes: {
  readonly width: string | null;
  readonly height: string | null;
  readonly viewBox: string | null;
}): SvgSize {
  const { width, height } = sizeOf(
    readLength(attributes.width),
    readLength(attributes.height),
    readViewBox(attributes.viewBox),
  );
  const long = Math.max(width, height);
  const longPx = Math.round(Math.min(Math.max(long, MIN_LONG_SIDE_PX), MAX_LONG_SIDE_PX));
  const side = (length: number) => Math.max(1, Math.round(longPx * (length / long)));
  return { width, height, widthPx: side(width), heightPx: side(height) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(width: number | null, height: number | null, box: Size | null): Size {
  if (width !== null && height !== null) return { width, height };
  if (width !== null) {
    return { width, height: box ? (width * box.height) / box.width : DEFAULT_SIZE.height };
  }
  if (height !== null) {
    return { width: box ? (height * box.width) / box.height : DEFAULT_SIZE.width, height };
  }
  return box ?? DEFAULT_SIZE;
}

/** Units in CSS pixels; a percentage depends on a page that is not there. */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
};

/** No length is written longer; a longer text is none, and is not read. */
const MAX_LENGTH_CHARACTERS = 100;
const MAX_VIEW_BOX_CHARACTERS = 1_000;

function readLength(text: string | null): number | null {
  if (text === null || text.length > MAX_LENGTH_CHARACTERS) return null;
  const match = /^\+?((?:\d+\.?|\d*\.\d+)(?:e[+-]?\d+)?)([a-z]*)$/i.exec(text.trim());
  const unit = UNITS[(match?.[2] ?? "none").toLowerCase()];
  const length = Number(match?.[1]) * (unit ?? Number.NaN);
  return isPlausible(length) ? length : null;
}

/** Lengths beyond are no drawings, and their quotients no numbers. */
function isPlausible(length: number): boolean {
  return length > 1e-3 && length < 1e7;
}

function readViewBox(text: string | null): Size | null {
  if (text === null || text.length > MAX_VIEW_BOX_CHARACTERS) return null;
  const [, , width = 0, height = 0] = text
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return isPlausible(width) && isPlausible(height) ? { width, height } : null;
}

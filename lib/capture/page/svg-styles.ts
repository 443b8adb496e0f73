/** Go down from an element to what is in it: each is written, as the one around it may have another value. */
const INHERITED = [
  "clip-rule|color|color-interpolation|direction|dominant-baseline|fill|fill-opacity|fill-rule",
  "font-family|font-size|font-style|font-variant|font-weight|image-rendering|letter-spacing",
  "marker-end|marker-mid|marker-start|paint-order|shape-rendering|stroke|stroke-dasharray",
  "stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width",
  "text-anchor|text-transform|visibility|white-space|word-spacing|writing-mode",
].flatMap((line) => line.split("|"));

/** Those of an element alone, and what they are where nothing is said. */
const OWN: Readonly<Record<string, string>> = {
  display: "inline",
  opacity: "1",
  "stop-color": "rgb(0, 0, 0)",
  "stop-opacity": "1",
  "flood-color": "rgb(0, 0, 0)",
  "flood-opacity": "1",
  "lighting-color": "rgb(255, 255, 255)",
  "clip-path": "none",
  filter: "none",
  mask: "none",
  "mask-type": "luminance",
  "mix-blend-mode": "normal",
  isolation: "auto",
  "baseline-shift": "0px",
  "alignment-baseline": "auto",
  "text-decoration-line": "none",
  "vector-effect": "none",
};

/** Where an element lies, as far as a style says it. The drawing itself gets its size by its attributes. */
const PLACE: Readonly<Record<string, string>> = {
  cx: "0px",
  cy: "0px",
  r: "0px",
  rx: "auto",
  ry: "auto",
  x: "0px",
  y: "0px",
  width: "auto",
  height: "auto",
};

const MOVES = ["transform", "translate", "rotate", "scale"] as const;
const AROUND_WHAT = ["transform-origin", "transform-box"] as const;

/** An element as far as its styles are asked for. */
interface Styled {
  /** The computed value of a property; empty where the browser does not know it. */
  valueOf(property: string): string;
  hasAttribute(name: string): boolean;
  /** Whether it is the drawing itself. */
  readonly isRoot: boolean;
}

/**
 * What a page's style sheets make of an element of a drawing, as the value of its `style` attribute: a file has no page
 * around it. What is as it would be anyway is left out, unless an attribute says otherwise.
 */
export function writtenStyle({ valueOf, hasAttribute, isRoot }: Styled): string {
  const words = INHERITED.map((name) => [name, valueOf(name)] as const);
  for (const [name, usual] of Object.entries(isRoot ? OWN : { ...OWN, ...PLACE })) {
    const value = valueOf(name);
    if (value !== usual || hasAttribute(name)) words.push([name, value]);
  }
  const moves = MOVES.map((name) => [name, valueOf(name)] as const).filter(
    ([name, value]) => hasAttribute(name) || !["", "none"].includes(value),
  );
  words.push(...moves);
  if (moves.length > 0) for (const name of AROUND_WHAT) words.push([name, valueOf(name)]);
  return words
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}:${value}`)
    .join(";");
}

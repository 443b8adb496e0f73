/** What an animation of SVG itself leaves behind: an attribute of the element that it moves. */
export interface RestValue {
  readonly attribute: string;
  readonly value: string;
  /** It is added to what the attribute says, instead of taking its place. */
  readonly isAdded: boolean;
}

/** Elements that move others. */
const ANIMATIONS = ["animate", "animateColor", "animateMotion", "animateTransform", "set"];

/**
 * What an element that animates leaves behind when it is over; null where it leaves nothing, never begins by
 * itself, or never ends: then what it moves rests as it is without it.
 *
 * @param read an attribute by its name; null where it is missing
 * Source: SMIL Animation, 3.2 and 3.3.
 */
export function restValueOf(
  name: string,
  read: (attribute: string) => string | null,
): RestValue | null {
  const attribute = read("attributeName");
  const isEndless = [read("repeatCount"), read("repeatDur")].includes("indefinite");
  if (attribute === null || isEndless || !beginsByItself(read("begin"))) return null;
  const duration = read("dur") ?? "indefinite";
  const isKept = read("fill") === "freeze";
  const last = read("values")
    ?.split(";")
    .findLast((value) => value.trim() !== "");
  const value = (last ?? read("to"))?.trim();
  if (value === undefined) return null;
  switch (name) {
    case "set":
      // Without an end it holds for ever.
      return isKept || duration === "indefinite" ? { attribute, value, isAdded: false } : null;
    case "animate":
    case "animateColor":
      return isKept && duration !== "indefinite" ? { attribute, value, isAdded: false } : null;
    case "animateTransform": {
      const transform = `${read("type") ?? "translate"}(${value})`;
      const isAdded = read("additive") === "sum";
      return isKept && duration !== "indefinite" ? { attribute, value: transform, isAdded } : null;
    }
    default:
      return null;
  }
}

/** A longer time is no drawing's, and more animations than these are left out. */
const MAX_BEGIN_CHARACTERS = 1000;
const MAX_ANIMATIONS = 2000;

/** At a time, or with another animation; not with a click, nor when a script says so. */
function beginsByItself(begin: string | null): boolean {
  const times = begin ?? "0s";
  if (times.length > MAX_BEGIN_CHARACTERS) return false;
  return times
    .split(";")
    .some((time) =>
      /^(?:[+-]?\s*[\d.:]+(?:h|min|s|ms)?|[\w-]+\.(?:begin|end)\b.*)$/.test(time.trim()),
    );
}

/** Every animation of a style sheet is over, once, and stays where it leaves things. */
const STYLE_AT_REST =
  "*,*::before,*::after{animation-delay:-1000000s!important;animation-iteration-count:1!important;" +
  "animation-play-state:running!important;transition:none!important}";

/**
 * Puts a drawing to rest: as it looks once all that ends has ended, and without what goes on for ever. A picture
 * is drawn in its first moment, in which much of it may not have come in yet.
 */
export function putToRest(root: Element): void {
  const animations = [...root.querySelectorAll("*")].filter(({ localName }) =>
    ANIMATIONS.includes(localName),
  );
  for (const animation of animations.slice(0, MAX_ANIMATIONS)) {
    const rest = restValueOf(animation.localName, (name) => animation.getAttribute(name));
    const target = targetOf(animation, root);
    if (rest !== null && target !== null) apply(target, rest);
  }
  for (const animation of animations) animation.remove();
  if (!/animation|@keyframes/.test(new XMLSerializer().serializeToString(root))) return;
  const style = root.ownerDocument.createElementNS(SVG, "style");
  style.textContent = STYLE_AT_REST;
  root.append(style);
}

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

function targetOf(animation: Element, root: Element): Element | null {
  const href = animation.getAttribute("href") ?? animation.getAttributeNS(XLINK, "href");
  if (href === null) return animation.parentElement;
  const id = href.trim().slice(1);
  return root.querySelector(`[id="${CSS.escape(id)}"]`);
}

function apply(target: Element, { attribute, value, isAdded }: RestValue): void {
  const before = isAdded ? (target.getAttribute(attribute) ?? "") : "";
  target.setAttribute(attribute, `${before} ${value}`.trim());
  if (attribute === "transform" || attribute.includes(":")) return;
  // A style would weigh more than the attribute.
  target.setAttribute("style", `${target.getAttribute("style") ?? ""};${attribute}:${value}`);
}

import { type Area, isSameArea, rgbOf, type ScreenImage } from "./screen-image";
import type { VirtualDisplay } from "./virtual-display";
import { waitUntil } from "./wait-until";

/** How long a key may take to show its effect before it counts as lost. */
const KEY_TAKES_MS = 2_000;
const MAX_KEYS = 12;

/** Inside the left padding of a menu, where no entry has a sign: there only a choice and dividing lines show. */
const PADDING_PX = 4;

/** Dividing lines are thinner than this, entries taller, in pixels. */
const MIN_ENTRY_PX = 12;

/**
 * Brings the choice of an open menu to the entry above the last one, and looks at the screen after
 * each key: a menu that has just opened loses some, and which entry it would take then nobody knows.
 *
 * @param window the menu's window
 * @param covered the screen before the menu opened
 */
export async function chooseLastButOne(
  display: VirtualDisplay,
  window: string,
  covered: ScreenImage,
): Promise<void> {
  const area = await areaOf(display, window);
  await settleMenu(display, area, covered);
  const place = async () => placeFromBelow(await display.readScreen(), area);
  let at = await place();
  for (let keys = 0; keys < MAX_KEYS && at !== 1; keys += 1) {
    const before = at;
    await display.xdotool("key", at !== undefined && at > 1 ? "Down" : "Up");
    at = await waitUntil(
      "the menu to choose another entry",
      async () => {
        const now = await place();
        return now !== before && now;
      },
      KEY_TAKES_MS,
    ).catch(place);
  }
  if (at !== 1) {
    throw new Error(`The menu did not choose its last entry but one after ${MAX_KEYS} keys.`);
  }
}

/**
 * Which entry of a menu is highlighted, counted from 0 at its end; undefined for none, and where the
 * screen shows no menu there (yet). It needs no picture of the menu without a choice: what is painted
 * late, behind the menu or in it, would spoil that one.
 */
export function placeFromBelow(now: ScreenImage, area: Area): number | undefined {
  const colors = Array.from({ length: area.height }, (_, row) =>
    rgbOf(now, (area.y + row) * now.width + area.x + PADDING_PX),
  );
  const background = mostCommon(colors);
  const runs: { readonly from: number; readonly rows: number }[] = [];
  for (let row = 0; row < colors.length;) {
    const from = row;
    while (row < colors.length && colors[row] === colors[from]) row += 1;
    if (colors[from] !== background) runs.push({ from, rows: row - from });
  }
  const [choice, ...others] = runs.filter(({ rows }) => rows >= MIN_ENTRY_PX);
  if (choice === undefined || others.length > 0) return undefined;
  // Below the last entry there is less than an entry's height, and a line less than that between two.
  return Math.floor((area.height - choice.from - choice.rows) / choice.rows);
}

function mostCommon(colors: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** Waits until the menu is painted over what it covers, and does not change any more. */
async function settleMenu(
  display: VirtualDisplay,
  area: Area,
  covered: ScreenImage,
): Promise<void> {
  let last = covered;
  await waitUntil("the menu to be painted", async () => {
    const before = last;
    last = await display.readScreen();
    return isSameArea(before, last, area) && !isSameArea(covered, last, area);
  });
}

async function areaOf(display: VirtualDisplay, window: string): Promise<Area> {
  const lines = (await display.xdotool("getwindowgeometry", "--shell", window)).split("\n");
  const field = (name: string) => {
    const line = lines.find((candidate) => candidate.startsWith(`${name}=`));
    return Number.parseInt(line?.slice(name.length + 1) ?? "", 10);
  };
  return { x: field("X"), y: field("Y"), width: field("WIDTH"), height: field("HEIGHT") };
}

import { type Area, isSameArea, isSameRow, type ScreenImage } from "./screen-image";
import type { VirtualDisplay } from "./virtual-display";
import { waitUntil } from "./wait-until";

/** How long a key may take to show its effect before it counts as lost. */
const KEY_TAKES_MS = 2_000;
const MAX_KEYS = 12;

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
  const untouched = await settledMenu(display, area, covered);
  const place = async () => placeFromBelow(untouched, await display.readScreen(), area);
  let at: number | undefined;
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
 * Which entry of a menu is highlighted, counted from 0 at its end; undefined for none.
 *
 * @param untouched the screen with no entry highlighted
 */
export function placeFromBelow(
  untouched: ScreenImage,
  now: ScreenImage,
  area: Area,
): number | undefined {
  const changed: number[] = [];
  for (let row = area.y; row < area.y + area.height; row += 1) {
    if (!isSameRow(untouched, now, area, row)) changed.push(row);
  }
  const [top, bottom] = [changed[0], changed.at(-1)];
  if (top === undefined || bottom === undefined) return undefined;
  // Below the last entry there is less than an entry's height, and a line less than that between two.
  return Math.floor((area.y + area.height - 1 - bottom) / (bottom - top + 1));
}

/** The screen once the menu is painted over what it covers, and does not change any more. */
async function settledMenu(
  display: VirtualDisplay,
  area: Area,
  covered: ScreenImage,
): Promise<ScreenImage> {
  let last = covered;
  return waitUntil("the menu to be painted", async () => {
    const before = last;
    last = await display.readScreen();
    return isSameArea(before, last, area) && !isSameArea(covered, last, area) && last;
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

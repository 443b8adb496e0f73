/** A square SVG. */
function svg(content: string, sidePx = 1600): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sidePx}" height="${sidePx}">${content}</svg>`,
  );
}

/** Uses of uses: some KB that stand for a thousand million shapes. */
export function buildLaughs(): Uint8Array<ArrayBuffer> {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const uses = `<use href="#level${level}" x="${level}"/>`.repeat(10);
    return `<g id="level${level + 1}">${uses}</g>`;
  });
  const defs = `<defs><rect id="level0" width="9" height="9"/>${levels.join("")}</defs>`;
  return svg(`${defs}<use href="#level9"/>`);
}

/** No more shapes than a map, but each goes over all of a large picture: minutes of painting. */
export function buildOverpainted(): Uint8Array<ArrayBuffer> {
  return svg('<rect width="4096" height="4096" fill="red" opacity=".1"/>'.repeat(20_000), 4096);
}

/** Masks that mask masks, written with an escape; for ever. */
export function buildMasks(): Uint8Array<ArrayBuffer> {
  const masked = (level: number) =>
    `<rect width="1600" height="1600" fill="white" mask="url(#\\6d ask${level})"/>`;
  const masks = Array.from(
    { length: 12 },
    (_, level) => `<mask id="mask${level + 1}">${masked(level).repeat(4)}</mask>`,
  );
  return svg(
    `<mask id="mask0"><circle r="500" fill="white"/></mask>${masks.join("")}${masked(12)}`,
  );
}

/** Filters one behind the other, over all of the picture and many times. */
export function buildFilters(): Uint8Array<ArrayBuffer> {
  const filter = `<filter id="f">${'<feGaussianBlur stdDeviation="90"/>'.repeat(50)}</filter>`;
  return svg(filter + '<rect width="1600" height="1600" filter="url(#f)"/>'.repeat(100));
}

/** A length of 40,000 digits. */
export function buildLongWidth(): Uint8Array<ArrayBuffer> {
  const digits = "1".repeat(40_000);
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${digits}!" height="10"><rect width="9" height="9"/></svg>`,
  );
}

/** A playlist of one tag with an attribute's name of 80,000 letters. */
export function buildLongAttribute(): Uint8Array<ArrayBuffer> {
  const name = "A".repeat(80_000);
  return new TextEncoder().encode(`#EXTM3U\n#EXT-X-KEY:${name}\n#EXTINF:1\na.ts\n#EXT-X-ENDLIST`);
}

import type { MemoryBox } from "./memory-boxes";

/** Brands that name a standard. Others name a camera, a player or a shop. */
const STANDARD = /^(?:qt {2}|iso[m2-9a-c]|mp4[12]|mp71|avc1|M4V |dash|cmf[2cfhs]|msdh|msix)$/;

/**
 * Replaces brands that name a maker in the box that says of what type a file is (`ftyp`, `styp`), by the first
 * one that names a standard.
 */
export function cleanFileType(bytes: Uint8Array, { contentStart, end }: MemoryBox): void {
  // The second four bytes are the first brand's version.
  const places = [contentStart];
  for (let at = contentStart + 8; at < end; at += 4) places.push(at);
  const brands = places.map((at) =>
    String.fromCharCode(...bytes.subarray(at, Math.min(at + 4, end))),
  );
  const standard = brands.find((brand) => STANDARD.test(brand)) ?? "isom";
  places.forEach((at, index) => {
    if (STANDARD.test(brands[index] ?? "")) return;
    if (at + 4 > end) bytes.fill(0, at, end);
    else bytes.set(new TextEncoder().encode(standard), at);
  });
}

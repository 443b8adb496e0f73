/** An element of a drawing, as far as painting it takes time or memory. */
export interface DrawingElement {
  readonly id: string | null;
  /** The position of the element around it, which comes before it; null for the root. */
  readonly parent: number | null;
  /** Of everything that is painted for this one, too: what it uses, its pattern, mask, clip, filter, markers. */
  readonly refersTo: readonly DrawingReference[];
  /** What it costs by itself: 1 for a plain shape. */
  readonly weight: number;
  /** It is painted apart first (opacity, filter, mask): as large as the drawing, at worst. */
  readonly isLayer: boolean;
}

/** A reference to another element, by its id, which is painted so many times. */
export interface DrawingReference {
  readonly id: string;
  readonly times: number;
}

/** What painting a drawing takes. Infinite where it refers to itself. */
export interface DrawingWeight {
  /** So many plain shapes take as long. */
  readonly shapes: number;
  /** So many layers are in memory at once, at most. */
  readonly layers: number;
}

/**
 * Weighs a drawing with everything that it refers to, as often as it refers to it: 1 KB of uses of uses can
 * stand for a thousand million shapes. Takes time in proportion to the elements and their references.
 *
 * @param elements in document order, the root first
 */
export function weighDrawing(elements: readonly DrawingElement[]): DrawingWeight {
  const positions = new Map<string, number>();
  const parts: Part[][] = elements.map(() => []);
  elements.forEach(({ id, parent }, position) => {
    // Of several with the same id the first one counts.
    if (id !== null && !positions.has(id)) positions.set(id, position);
    if (parent !== null) parts[parent]?.push({ position, times: 1 });
  });
  elements.forEach(({ refersTo }, position) => {
    for (const { id, times } of refersTo) {
      const target = positions.get(id);
      if (target !== undefined) parts[position]?.push({ position: target, times });
    }
  });
  return addUp(elements, parts);
}

/** What an element contains, or refers to. */
interface Part {
  readonly position: number;
  readonly times: number;
}

/** Without recursion: a file decides how deep it goes. */
function addUp(
  elements: readonly DrawingElement[],
  parts: readonly (readonly Part[])[],
): DrawingWeight {
  const done = new Map<number, DrawingWeight>();
  const open = new Set<number>();
  const stack = [0];
  for (;;) {
    const position = stack.at(-1);
    if (position === undefined) break;
    const element = elements[position];
    const own = parts[position];
    if (element === undefined || own === undefined || done.has(position)) {
      stack.pop();
      continue;
    }
    if (!open.has(position)) {
      open.add(position);
      for (const part of own) {
        // Browsers break such circles, each in its own way: what they cost then is not told.
        if (open.has(part.position)) return { shapes: Infinity, layers: Infinity };
        if (!done.has(part.position)) stack.push(part.position);
      }
      continue;
    }
    let shapes = element.weight;
    let layers = 0;
    for (const part of own) {
      const weight = done.get(part.position);
      shapes += part.times * (weight?.shapes ?? 0);
      layers = Math.max(layers, weight?.layers ?? 0);
    }
    done.set(position, { shapes, layers: layers + (element.isLayer ? 1 : 0) });
    open.delete(position);
    stack.pop();
  }
  return done.get(0) ?? { shapes: 0, layers: 0 };
}

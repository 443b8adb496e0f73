const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]";

/** Where an element stood: its parent, and its place among the parent's children. */
interface Place {
  readonly parent: Element;
  readonly index: number;
}

/**
 * Keeps the focus in the page's content: when what has it is taken away or hidden, its neighbour gets it,
 * or what is nearest in the tree. Without this the browser gives it to the page, and whoever has no mouse
 * begins at the top. Where a person has clicked beside everything it stays with the page.
 *
 * @returns a function that ends it
 */
export function keepFocus(root: HTMLElement): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let focused: Element | null = null;
  let places: Place[] = [];

  function note(element: Element): void {
    focused = element;
    places = [];
    for (let child = element; child !== root && child.parentElement !== null;) {
      const parent = child.parentElement;
      places.push({ parent, index: [...parent.children].indexOf(child) });
      child = parent;
    }
  }

  function mend(): void {
    const { activeElement } = document;
    if (focused === null || (activeElement !== null && activeElement !== document.body)) return;
    if (focused.isConnected && canHaveFocus(focused)) return;
    const next = places.map(nearestIn).find((element) => element !== null);
    focused = null;
    next?.focus();
  }

  root.addEventListener(
    "focusin",
    ({ target }) => {
      if (target instanceof Element) note(target);
    },
    { signal },
  );
  root.addEventListener(
    "focusout",
    ({ target, relatedTarget }) => {
      if (relatedTarget !== null || !(target instanceof Element)) return;
      // Chromium tells it while it takes the element away: only a moment later is it known whether it is
      // still there, and the person has clicked beside everything.
      setTimeout(() => {
        if (focused === target && target.isConnected && canHaveFocus(target)) focused = null;
      });
    },
    { signal },
  );
  const observer = new MutationObserver(mend);
  observer.observe(root, {
    childList: true,
    subtree: true,
    attributeFilter: ["hidden", "disabled", "open"],
  });
  signal.addEventListener("abort", () => observer.disconnect());
  return () => ending.abort();
}

/** What takes the place of the child that stood there, else the one before it, else anything in the parent. */
function nearestIn({ parent, index }: Place): HTMLElement | null {
  if (!parent.isConnected) return null;
  for (const child of [parent.children[index], parent.children[index - 1], parent]) {
    const found = child === undefined ? null : firstFocusableIn(child);
    if (found !== null) return found;
  }
  return null;
}

function firstFocusableIn(element: Element): HTMLElement | null {
  return (
    [element, ...element.querySelectorAll(FOCUSABLE)]
      .filter((candidate) => candidate instanceof HTMLElement)
      .find((candidate) => candidate.matches(FOCUSABLE) && canHaveFocus(candidate)) ?? null
  );
}

function canHaveFocus(element: Element): boolean {
  return !element.matches(":disabled") && element.checkVisibility();
}

/**
 * Runs in a page of the extension: finds what has no room. Text that ends in "…" on purpose is left out,
 * and so is what only screen readers see.
 */
export function findCuts(): string[] {
  const faults: string[] = [];
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} "${(element.textContent ?? "").trim().slice(0, 40)}"`;
  // A label of one word and a few letters that takes two lines: its word was broken.
  const hasBrokenWord = (element: Element): boolean => {
    const text = (element.textContent ?? "").trim();
    if (!element.matches(".progress-stage, .state-name, .button, .field-label")) return false;
    const range = document.createRange();
    range.selectNodeContents(element);
    const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 4)));
    return !/[\s-]/.test(text) && lines.size > 1;
  };
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push("the page scrolls sideways");
  const scrollers = [...document.querySelectorAll("*")].filter((element) => {
    const { overflowY } = getComputedStyle(element);
    const scrolls = overflowY === "auto" || overflowY === "scroll";
    return scrolls && element.scrollHeight > element.clientHeight + 1;
  });
  // Of what lies under a dialog as wide as the window nothing is seen.
  const dialog = document.querySelector("dialog:modal");
  const isCovered = (element: Element) =>
    dialog !== null &&
    dialog.getBoundingClientRect().width >= root.clientWidth &&
    element.contains(dialog);
  // The grid of the page in front scrolls inside its panel; of anything else there must be one.
  const others = scrollers.filter(
    (element) =>
      !element.matches(".page-media-list, textarea") && element !== root && !isCovered(element),
  );
  // The popup's document is higher than its window on purpose, and hides the rest.
  const isRootScrolled =
    root.scrollHeight > root.clientHeight + 1 && getComputedStyle(root).overflowY !== "hidden";
  if (others.length + (isRootScrolled ? 1 : 0) > 1) {
    faults.push(`two scrollbars: ${others.map(nameOf).join(", ")}`);
  }
  for (const element of document.querySelectorAll<HTMLElement>("body *")) {
    const style = getComputedStyle(element);
    if (element.closest(".visually-hidden, svg, option, [hidden]") !== null) continue;
    const parent = element.parentElement;
    if (parent !== null && getComputedStyle(parent).textOverflow === "ellipsis") continue;
    const { width, height, left, right } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || style.visibility === "hidden") continue;
    if (left < -1 || right > root.clientWidth + 1) {
      faults.push(`${nameOf(element)} reaches out of the window`);
      continue;
    }
    // What is only to be read, such as the address for X's console, is there as a whole.
    if (
      element.matches("input[readonly], textarea[readonly]") &&
      (element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 1)
    ) {
      faults.push(`${nameOf(element)} is cut: ${(element as HTMLInputElement).value}`);
    }
    if (style.textOverflow === "ellipsis" || element.matches("textarea, input, select, video")) {
      continue;
    }
    // At the end of a line the copy behind a box has its spaces outside, in Firefox: nothing of it is seen.
    if (element.matches(".post-text-copy")) continue;
    const hasText = [...element.childNodes].some(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== "",
    );
    if (hasText && style.display !== "inline" && element.scrollWidth > element.clientWidth + 1) {
      faults.push(`${nameOf(element)} is wider than its place`);
    }
    const place = element.parentElement?.closest(".panel, .notice, .account-card, .main, .header");
    const box = place?.getBoundingClientRect();
    // Half a pixel is rounding.
    if (box !== undefined && (left < box.left - 0.5 || right > box.right + 0.5)) {
      faults.push(`${nameOf(element)} reaches out of ${place?.className}`);
    }
    if (hasText && hasBrokenWord(element)) faults.push(`${nameOf(element)} breaks inside a word`);
    if (element.matches("button, .button") && element.scrollHeight > element.clientHeight + 1) {
      faults.push(`${nameOf(element)} is higher than its place`);
    }
  }
  return [...new Set(faults)];
}

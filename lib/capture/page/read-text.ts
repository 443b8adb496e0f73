/** So many nodes and characters of a part of the page are read. */
const MAX_NODES = 2000;
const MAX_CHARACTERS = 10_000;

const ELEMENT = 1;
const TEXT = 3;

/** Begin a line of their own. */
const LINES = /^(?:br|p|div|li|dd|dt|h[1-6]|cite|footer|small)$/;

/** Hold no words for people. */
const UNREAD = /^(?:script|style|template|noscript)$/;

/**
 * The words of a part of the page, line by line, as far as they go: a page decides how long it is.
 *
 * @param isLeftOut of which element nothing is read
 */
export function readText(root: Element, isLeftOut: (element: Element) => boolean): string {
  let text = "";
  let node: Node | null = root;
  for (let looked = 0; node !== null && looked < MAX_NODES; looked += 1) {
    let isPassedOver = false;
    if (node.nodeType === TEXT) text += node.nodeValue ?? "";
    else if (isElement(node)) {
      if (LINES.test(node.localName)) text += "\n";
      isPassedOver = UNREAD.test(node.localName) || (node !== root && isLeftOut(node));
    }
    if (text.length >= MAX_CHARACTERS) break;
    node = nextOf(node, root, isPassedOver);
  }
  return text.slice(0, MAX_CHARACTERS);
}

/** The next node in the order of the page, within the root. */
function nextOf(node: Node, root: Node, isPassedOver: boolean): Node | null {
  if (!isPassedOver && node.firstChild !== null) return node.firstChild;
  let up: Node | null = node;
  while (up !== null && up !== root && up.nextSibling === null) up = up.parentNode;
  return up === null || up === root ? null : up.nextSibling;
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT;
}

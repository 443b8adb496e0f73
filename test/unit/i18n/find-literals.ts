import { parseSync, Visitor, type ESTree } from "vite";

/** A string that a person would see, left in code. */
export interface Literal {
  readonly line: number;
  readonly text: string;
}

/** Attributes whose value is read by somebody, and properties of components that end up as such. */
const READ_ATTRIBUTES: ReadonlySet<string> = new Set([
  "alt",
  "aria-braillelabel",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "hint",
  "label",
  "placeholder",
  "summary",
  "title",
]);

/** What scripts write to a page or to the browser for somebody to read. */
const READ_PROPERTIES: ReadonlySet<string> = new Set([
  "alt",
  "ariaLabel",
  "innerText",
  "placeholder",
  "textContent",
  "title",
]);

/**
 * Finds what a person would read in a file of code: text in elements, and strings in what is read of
 * elements and of the browser's own surfaces (`title: …` of a notification). What a call returns, such
 * as `translate("…")`, is no string in code.
 *
 * @param isKey whether a string is the name of a sentence, which says nothing itself
 */
export function findLiterals(
  path: string,
  text: string,
  isKey: (text: string) => boolean,
): Literal[] {
  const found: Literal[] = [];
  const note = (start: number, said: string): void => {
    if (!/\p{L}/u.test(said) || isKey(said)) return;
    found.push({ line: text.slice(0, start).split("\n").length, text: said.trim() });
  };
  const noteStrings = (node: ESTree.Node | null): void => {
    for (const { start, said } of stringsOf(node)) note(start, said);
  };
  const noteChildren = ({ children }: ESTree.JSXElement | ESTree.JSXFragment): void => {
    for (const child of children) {
      if (child.type === "JSXText") note(child.start, child.value);
      if (child.type === "JSXExpressionContainer") noteStrings(child);
    }
  };
  new Visitor({
    JSXElement: noteChildren,
    JSXFragment: noteChildren,
    JSXAttribute({ name, value }) {
      if (name.type === "JSXIdentifier" && READ_ATTRIBUTES.has(name.name)) noteStrings(value);
    },
    AssignmentExpression({ left, right }) {
      if (left.type !== "MemberExpression" || left.property.type !== "Identifier") return;
      if (READ_PROPERTIES.has(left.property.name)) noteStrings(right);
    },
    Property({ key, value }) {
      if (key.type === "Identifier" && READ_PROPERTIES.has(key.name)) noteStrings(value);
    },
  }).visit(parse(path, text));
  return found;
}

/** Every string of a file that is no comment, and every template with `*` for each gap. */
export function findStrings(path: string, text: string): string[] {
  const found: string[] = [];
  new Visitor({
    Literal({ value }) {
      if (typeof value === "string") found.push(value);
    },
    TemplateLiteral({ quasis }) {
      found.push(quasis.map(({ value }) => value.cooked ?? "").join("*"));
    },
  }).visit(parse(path, text));
  return found;
}

function parse(path: string, text: string): ESTree.Program {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`);
  return program;
}

/** The strings that an expression can come to, as far as they stand in it. */
function stringsOf(node: ESTree.Node | null): { readonly start: number; readonly said: string }[] {
  switch (node?.type) {
    case "Literal":
      return typeof node.value === "string" ? [{ start: node.start, said: node.value }] : [];
    case "TemplateLiteral":
      return [
        ...node.quasis.map(({ start, value }) => ({ start, said: value.cooked ?? "" })),
        ...node.expressions.flatMap(stringsOf),
      ];
    case "ConditionalExpression":
      return [...stringsOf(node.consequent), ...stringsOf(node.alternate)];
    case "LogicalExpression":
      return [...stringsOf(node.left), ...stringsOf(node.right)];
    case "BinaryExpression":
      // What is compared is not shown.
      if (node.operator !== "+") return [];
      return [...stringsOf(node.left), ...stringsOf(node.right)];
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return stringsOf(node.expression);
    default:
      return [];
  }
}

import type { RequestIssue } from "./problem-answers";

/** The shape of one field of a request. Objects take no field that is not listed. */
export type FieldType =
  | {
      type: "string";
      pattern?: RegExp;
      minLength?: number;
      maxLength?: number;
      oneOf?: readonly string[];
    }
  | { type: "integer"; minimum?: number; maximum?: number }
  | { type: "number" }
  | { type: "boolean" }
  /** Base64 in JSON, raw bytes in a multipart form. */
  | { type: "bytes" }
  | { type: "array"; items: FieldType; minItems?: number; maxItems?: number }
  | { type: "object"; fields: Readonly<Record<string, FieldType>>; required?: readonly string[] }
  /** An object whose members the X API document leaves open. */
  | { type: "openObject" };

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Compares a value with its declared shape and words each difference as X's own validator does,
 * for example `$.media.media_ids: string found, array expected`. Lengths of text are code points.
 */
export function checkFields(value: unknown, expected: FieldType, at = "$"): RequestIssue[] {
  const found = typeName(value);
  const wanted = expected.type === "openObject" ? "object" : expected.type;
  if (!fits(found, wanted)) return [issue(at, value, `${found} found, ${wanted} expected`)];
  switch (expected.type) {
    case "string":
      return checkString(String(value), expected, at);
    case "integer":
      return checkRange(Number(value), expected, at);
    case "bytes":
      return typeof value === "string" && !isBase64(value)
        ? [issue(at, "", "is not valid base64")]
        : [];
    case "array":
      return checkArray(value as unknown[], expected, at);
    case "object":
      return checkObject(value as Record<string, unknown>, expected, at);
    case "number":
    case "boolean":
    case "openObject":
      return [];
  }
}

function fits(found: string, wanted: string): boolean {
  if (wanted === "number") return found === "number" || found === "integer";
  if (wanted === "bytes") return found === "bytes" || found === "string";
  return found === wanted;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (Buffer.isBuffer(value)) return "bytes";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

/** Tests in slices, since a pattern over megabytes at once can exhaust the stack of its matcher. */
function isBase64(text: string): boolean {
  const sliceLength = 65_536;
  for (let start = 0; start < text.length; start += sliceLength) {
    const slice = text.slice(start, start + sliceLength);
    if (!base64.test(slice)) return false;
    if (slice.endsWith("=") && start + sliceLength < text.length) return false;
  }
  return true;
}

function checkString(
  value: string,
  expected: Extract<FieldType, { type: "string" }>,
  at: string,
): RequestIssue[] {
  const length = Array.from(value).length;
  const { pattern, minLength, maxLength, oneOf } = expected;
  if (oneOf && !oneOf.includes(value)) {
    return [issue(at, value, `does not have a value in the enumeration [${oneOf.join(", ")}]`)];
  }
  if (pattern && !pattern.test(value)) {
    return [issue(at, value, `does not match the regex pattern ${pattern.source}`)];
  }
  if (minLength !== undefined && length < minLength) {
    return [issue(at, value, `must be at least ${minLength} characters long`)];
  }
  if (maxLength !== undefined && length > maxLength) {
    return [issue(at, value, `may only be ${maxLength} characters long`)];
  }
  return [];
}

function checkRange(
  value: number,
  { minimum, maximum }: Extract<FieldType, { type: "integer" }>,
  at: string,
): RequestIssue[] {
  if (minimum !== undefined && value < minimum) {
    return [issue(at, value, `must have a minimum value of ${minimum}`)];
  }
  if (maximum !== undefined && value > maximum) {
    return [issue(at, value, `must have a maximum value of ${maximum}`)];
  }
  return [];
}

function checkArray(
  value: unknown[],
  { items, minItems, maxItems }: Extract<FieldType, { type: "array" }>,
  at: string,
): RequestIssue[] {
  if (minItems !== undefined && value.length < minItems) {
    return [issue(at, value, `there must be a minimum of ${minItems} items in the array`)];
  }
  if (maxItems !== undefined && value.length > maxItems) {
    return [issue(at, value, `there must be a maximum of ${maxItems} items in the array`)];
  }
  return value.flatMap((item, index) => checkFields(item, items, `${at}[${index}]`));
}

function checkObject(
  value: Record<string, unknown>,
  { fields, required = [] }: Extract<FieldType, { type: "object" }>,
  at: string,
): RequestIssue[] {
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => issue(`${at}.${name}`, undefined, "is missing but it is required"));
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const expected = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return expected === undefined
      ? [
          issue(
            `${at}.${name}`,
            member,
            "is not defined in the schema and the schema does not allow additional properties",
          ),
        ]
      : checkFields(member, expected, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}

function issue(at: string, value: unknown, words: string): RequestIssue {
  const parameter = at.replace(/^\$\.?/, "") || "body";
  const sent = value === undefined || Buffer.isBuffer(value) ? [] : [describe(value)];
  return { message: `${at}: ${words}`, parameters: { [parameter]: sent } };
}

function describe(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

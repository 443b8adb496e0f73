import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./answer";
import type { BodyContent } from "./body-content";
import { checkFields, type FieldType } from "./field-checks";
import type { Route } from "./operation";
import { invalidRequest, unsupportedContentType } from "./problem-answers";

/** A request that has arrived whole. */
export interface XRequest extends Route {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  content: BodyContent;
  /** On the performance clock: when its headers arrived. */
  arrivedAtMs: number;
}

/** The fields of a body that keeps to its declared shape, or the answer that refuses it. */
export type FieldReading<Fields> = { fields: Fields } | { refusal: Answer };

/**
 * Holds a JSON or multipart body against its declared shape. `Fields` must describe the same shape:
 * it is what the checks have just made sure of.
 */
export function readFields<Fields>(
  { content }: XRequest,
  expected: FieldType,
  accepted: "json" | "jsonOrMultipart",
): FieldReading<Fields> {
  switch (content.kind) {
    case "json":
      return checked(content.value, expected);
    case "multipart":
      if (accepted === "json") return { refusal: unsupportedContentType("multipart/form-data") };
      return checked(withIntegers(content.fields, expected), expected);
    case "none":
      return checked({}, expected);
    case "malformed":
      return { refusal: invalidRequest({ message: content.reason, parameters: {} }) };
    case "form":
      return { refusal: unsupportedContentType("application/x-www-form-urlencoded") };
    case "unsupported":
      return { refusal: unsupportedContentType(content.contentType) };
  }
}

/** Bytes of a field that is raw in a multipart form and base64 in JSON. */
export function bytesOf(media: string | Buffer): Buffer {
  return typeof media === "string" ? Buffer.from(media, "base64") : media;
}

function checked<Fields>(value: unknown, expected: FieldType): FieldReading<Fields> {
  const issues = checkFields(value, expected);
  return issues.length > 0 ? { refusal: invalidRequest(...issues) } : { fields: value as Fields };
}

/** A form knows text only, so digits stand for an integer where an integer is declared. */
function withIntegers(
  fields: Readonly<Record<string, string | Buffer>>,
  expected: FieldType,
): Record<string, unknown> {
  const declared = expected.type === "object" ? expected.fields : {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const isInteger =
        declared[name]?.type === "integer" && typeof value === "string" && /^-?\d+$/.test(value);
      return [name, isInteger ? Number(value) : value];
    }),
  );
}

import { parseMultipartForm } from "./multipart-form";

/** A request body after its content type has been taken at its word. */
export type BodyContent =
  | { kind: "none" }
  | { kind: "json"; value: unknown }
  /** Text parts as strings; the part named `media` as bytes. */
  | { kind: "multipart"; fields: Record<string, string | Buffer> }
  | { kind: "form"; fields: URLSearchParams }
  | { kind: "malformed"; reason: string }
  | { kind: "unsupported"; contentType: string };

/** Decodes a body by its content type. A body without a content type is `unsupported`. */
export function decodeBody(contentType: string | undefined, bytes: Buffer): BodyContent {
  if (bytes.length === 0) return { kind: "none" };
  const mediaType = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase();
  switch (mediaType) {
    case "application/json":
      return decodeJson(bytes);
    case "application/x-www-form-urlencoded":
      return { kind: "form", fields: new URLSearchParams(bytes.toString("utf8")) };
    case "multipart/form-data":
      return decodeMultipart(contentType ?? "", bytes);
    default:
      return { kind: "unsupported", contentType: contentType ?? "" };
  }
}

function decodeJson(bytes: Buffer): BodyContent {
  try {
    return { kind: "json", value: JSON.parse(bytes.toString("utf8")) as unknown };
  } catch {
    return { kind: "malformed", reason: "The request body is not valid JSON." };
  }
}

function decodeMultipart(contentType: string, bytes: Buffer): BodyContent {
  const reading = parseMultipartForm(contentType, bytes);
  if (reading.kind === "malformed") {
    return { kind: "malformed", reason: `The multipart body has ${reading.reason}.` };
  }
  const fields: Record<string, string | Buffer> = {};
  for (const part of reading.parts) {
    if (part.name in fields) {
      return { kind: "malformed", reason: `The multipart body has two parts '${part.name}'.` };
    }
    fields[part.name] = part.name === "media" ? part.bytes : part.bytes.toString("utf8");
  }
  return { kind: "multipart", fields };
}

/** One part of a multipart form. `bytes` is a view into the request's body, not a copy. */
export interface FormPart {
  name: string;
  fileName?: string;
  bytes: Buffer;
}

/** The parts of a form in the order sent, or why they could not be told apart. */
export type FormReading =
  | { kind: "parts"; parts: FormPart[] }
  | { kind: "malformed"; reason: string };

/**
 * Splits a `multipart/form-data` body. Stricter than most servers: a non-ASCII part header is
 * malformed, since a file name of that kind is known to break uploads to X.
 */
export function parseMultipartForm(contentType: string, body: Buffer): FormReading {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const marker = boundary?.[1] ?? boundary?.[2];
  if (marker === undefined) return { kind: "malformed", reason: "no boundary" };
  const delimiter = Buffer.from(`--${marker}`);
  if (!body.subarray(0, delimiter.length).equals(delimiter)) {
    return { kind: "malformed", reason: "the body does not begin with the boundary" };
  }
  const parts: FormPart[] = [];
  let at = delimiter.length;
  for (;;) {
    const afterDelimiter = body.toString("latin1", at, at + 2);
    if (afterDelimiter === "--") return { kind: "parts", parts };
    if (afterDelimiter !== "\r\n") return { kind: "malformed", reason: "a broken boundary" };
    const headersEnd = body.indexOf("\r\n\r\n", at);
    const partEnd = headersEnd < 0 ? -1 : body.indexOf(`\r\n--${marker}`, headersEnd + 2);
    if (partEnd < 0) return { kind: "malformed", reason: "a part that does not end" };
    const part = readPart(
      body.toString("latin1", at + 2, headersEnd),
      body.subarray(Math.min(headersEnd + 4, partEnd), partEnd),
    );
    if (part === undefined) return { kind: "malformed", reason: "a part with unusable headers" };
    parts.push(part);
    at = partEnd + 2 + delimiter.length;
  }
}

function readPart(headers: string, bytes: Buffer): FormPart | undefined {
  if (!/^[\x20-\x7e\r\n\t]*$/.test(headers)) return undefined;
  const disposition = headers
    .split("\r\n")
    .find((line) => /^content-disposition:\s*form-data;/i.test(line));
  const name = disposition && /;\s*name="([^"]*)"/i.exec(disposition)?.[1];
  if (!disposition || !name) return undefined;
  const fileName = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
  return fileName === undefined ? { name, bytes } : { name, fileName, bytes };
}

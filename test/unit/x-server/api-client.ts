import { connect, constants } from "node:http2";
import type { XServer } from "../../x-server/x-server";

/** The members of X's JSON bodies that the tests look at; which of them is there depends on the call. */
export interface WireBody {
  data: {
    id: string;
    text: string;
    username: string;
    expires_at: number;
    edit_history_post_ids: string[];
    processing_info: Record<string, unknown>;
  };
  errors: [{ message: string }, ...{ message: string }[]];
  title: string;
  detail: string;
  error_description: string;
  access_token: string;
  refresh_token: string;
  scope: string;
}

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  /** The body as JSON; throws when it is none. */
  json: <Body = WireBody>() => Body;
}

/** A request; `json` and `form` set the content type as well. */
export interface WireRequest {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  token?: string;
  json?: unknown;
  form?: Readonly<Record<string, string>>;
  body?: Buffer;
  signal?: AbortSignal;
}

/** A connection to the local X over HTTP/2. */
export interface ApiClient {
  /** Rejects with the stream's error when the server resets it. */
  send(path: string, request?: WireRequest): Promise<WireAnswer>;
  close(): void;
}

/** Connects over HTTP/2, trusting nothing but the server's own certificate. */
export function connectApi(server: XServer): ApiClient {
  const session = connect(server.origin, {
    ca: server.certificatePem,
    servername: "api.x.com",
    settings: { initialWindowSize: 1_048_576 },
  });
  session.on("error", () => session.destroy());
  return {
    send: (path, request = {}) => {
      const { type, body } = encodeBody(request);
      const stream = session.request(
        {
          [constants.HTTP2_HEADER_METHOD]: request.method ?? (body ? "POST" : "GET"),
          [constants.HTTP2_HEADER_PATH]: path,
          ...(type && { "content-type": type }),
          ...(body && { "content-length": String(body.length) }),
          ...(request.token && { authorization: `Bearer ${request.token}` }),
          ...request.headers,
        },
        // Node would end a DELETE before its body.
        { endStream: false, ...(request.signal && { signal: request.signal }) },
      );
      return new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        let answered: Pick<WireAnswer, "status" | "headers"> | undefined;
        stream.on("response", ({ [constants.HTTP2_HEADER_STATUS]: status, ...headers }) => {
          answered = { status: Number(status), headers: headers as Record<string, string> };
        });
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("error", reject);
        stream.on("close", () => {
          if (!answered) return reject(new Error("The stream closed without an answer."));
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ ...answered, text, json: <Body>() => JSON.parse(text) as Body });
        });
        stream.end(body);
      });
    },
    close: () => session.destroy(),
  };
}

function encodeBody({ json, form, body, headers }: WireRequest): { type?: string; body?: Buffer } {
  if (json !== undefined)
    return { type: "application/json", body: Buffer.from(JSON.stringify(json)) };
  if (form !== undefined) {
    return {
      type: "application/x-www-form-urlencoded",
      body: Buffer.from(new URLSearchParams(form).toString()),
    };
  }
  if (body === undefined) return {};
  return headers?.["content-type"]
    ? { body }
    : { type: "multipart/form-data; boundary=edge", body };
}

/** A multipart body with the boundary `edge`; bytes become a part with a file name. */
export function multipart(fields: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    `--edge\r\nContent-Disposition: form-data; name="${name}"`,
    Buffer.isBuffer(value)
      ? '; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\n'
      : "\r\n\r\n",
    value,
    "\r\n",
  ]);
  return Buffer.concat([...parts, "--edge--\r\n"].map((part) => Buffer.from(part)));
}

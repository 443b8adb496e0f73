/** What the log should know about an answer, beside its status. */
export interface AnswerNote {
  mediaId?: string;
  checkAfterSecs?: number;
  early?: boolean;
  isDuplicate?: boolean;
}

/** A whole answer, ready to be sent, delayed, cut or thrown away by a fault. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  note?: AnswerNote;
  /** Called once the answer has left, after any ordered latency. */
  onSent?: () => void;
}

/** An answer with a JSON body. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** An answer with an HTML page. */
export function htmlAnswer(status: number, html: string): Answer {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body: html,
  };
}

/** An answer in plain text, as X's edge sends for a few errors. */
export function textAnswer(status: number, text: string): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: text };
}

/** An answer without a body. */
export function emptyAnswer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: "" };
}

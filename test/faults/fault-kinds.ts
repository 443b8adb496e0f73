import type { Answer } from "../x-server/answer";
import type { FaultEffect } from "../x-server/fault-rules";
import { accountLocked, spendCapReached, userSuspended } from "../x-server/problem-answers";

/** Everything that may befall a request, by the name of its row in the table. */
export const FAULT_KINDS = {
  "reset before": { kind: "resetBefore" },
  "reset after": { kind: "resetAfter" },
  "silence before": { kind: "noAnswer" },
  "silence after": { kind: "noAnswer", when: "after" },
  "HTTP 401": status(401, "Unauthorized"),
  "HTTP 402": status(402, "CreditsDepleted"),
  "HTTP 403": status(403, "Forbidden"),
  "HTTP 413": { kind: "emptyBody", status: 413 },
  "HTTP 429": status(429, "Too Many Requests"),
  "HTTP 500": status(500, "Internal Server Error"),
  "HTTP 500 after": { ...status(500, "Internal Server Error"), when: "after" },
  "HTTP 503": { kind: "htmlBody" },
  "edge 400": { kind: "htmlBody", status: 400 },
  "edge 401": { kind: "htmlBody", status: 401 },
  "edge 403": { kind: "htmlBody", status: 403 },
  "edge 403 after": { kind: "htmlBody", status: 403, when: "after" },
  "spend cap": refusal(spendCapReached()),
  suspended: refusal(userSuspended()),
  locked: refusal(accountLocked()),
  "HTTP 429 day": status(429, "Too Many Requests"),
  "HTTP 429 bare": { kind: "status", status: 429, body: "slow down" },
  "wrong token": {
    kind: "status",
    status: 403,
    body: {
      title: "Unsupported Authentication",
      detail:
        "Authenticating with Unknown is forbidden for this endpoint.  Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].",
      type: "https://api.twitter.com/2/problems/unsupported-authentication",
      status: 403,
    },
  },
  "200 HTML": { kind: "htmlBody", status: 200 },
  "cut JSON": { kind: "cutJson" },
  "200 empty": { kind: "emptyBody" },
} as const satisfies Record<string, FaultEffect>;

/** The name of a fault, which is the head of its row. */
export type FaultName = keyof typeof FAULT_KINDS;

/** All of {@link FAULT_KINDS}, in the order of the rows. */
export const FAULT_NAMES = Object.keys(FAULT_KINDS) as readonly FaultName[];

const LIMIT_LASTS_MS = 5_000;
const DAY_LASTS_MS = 3 * 3_600_000;

/**
 * The fault as the local X is told it: a rate limit ends a few seconds from now, or hours later where
 * the person's day is used up as well.
 *
 * @param nowMs by X's own clock
 */
export function faultEffect(name: FaultName, nowMs: number): FaultEffect {
  const fault = FAULT_KINDS[name];
  if (name !== "HTTP 429" && name !== "HTTP 429 day") return fault;
  const after = (ms: number) => String(Math.ceil((nowMs + ms) / 1000));
  return {
    ...FAULT_KINDS[name],
    headers: {
      "x-rate-limit-remaining": "0",
      "x-rate-limit-reset": after(LIMIT_LASTS_MS),
      ...(name === "HTTP 429 day" && {
        "x-user-limit-24hour-remaining": "0",
        "x-user-limit-24hour-reset": after(DAY_LASTS_MS),
      }),
    },
  };
}

function refusal({ status: code, body }: Answer) {
  return { kind: "status", status: code, body: JSON.parse(body) as unknown } as const;
}

function status(code: number, title: string) {
  return { kind: "status", status: code, body: { title, detail: title, status: code } } as const;
}

import { isEdgePage } from "../../lib/x/server-answer";
import { isTokenRefusal } from "../../lib/x/x-error";
import type { FaultEffect } from "../x-server/fault-rules";
import { type OperationName, routeOf } from "../x-server/operation";
import type { MetAnswer } from "./met-answer";

/** One way in which an answer may meet a person: in the place of which call, and how often. */
export interface Course {
  readonly answer: MetAnswer;
  readonly operation: OperationName;
  /** `Infinity`: until the job rests. */
  readonly times: number;
}

/** The calls that an answer to any call is tried with: one that costs nothing, and the one that makes the post. */
const ANY_CALL = ["uploadImage", "createPost"] as const;

/**
 * The courses of an answer. What passes by itself at X (its edge, a limit, a good token that is refused) befalls
 * one call; the edge and a limit last in a course of their own; any other refusal lasts, unless the file says otherwise.
 */
export function coursesOf(answer: MetAnswer): readonly Course[] {
  return operationsOf(answer).flatMap((operation) =>
    timesOf(answer).map((times) => ({ answer, operation, times })),
  );
}

function operationsOf({ call, name }: MetAnswer): readonly OperationName[] {
  if (call === "any") return ANY_CALL;
  if (call === "STATUS") return ["status"];
  const [method = "", path = ""] = call.split(" ");
  const { operation } = routeOf(method, path);
  if (operation === "unknown") throw new Error(`${name}: X has no ${call}`);
  return [operation];
}

const TIMES = { once: [1], on: [Infinity], both: [1, Infinity] } as const;

function timesOf({ status, headers, body, bodyText, lasts }: MetAnswer): readonly number[] {
  if (lasts !== null) return TIMES[lasts];
  const read = {
    httpStatus: status,
    headers: new Headers(headers),
    bodyText: body === undefined ? bodyText : JSON.stringify(body),
  };
  if (isEdgePage(read) || status === 429) return [1, Infinity];
  return isTokenRefusal(read) ? [1] : [Infinity];
}

/**
 * What the local X is told to answer.
 *
 * @param nowMs by X's own clock: `NOW+1` in the answer is a second later
 */
export function effectOf(
  { status, headers, body, bodyText }: MetAnswer,
  nowMs: number,
): FaultEffect {
  const second = (words: string) => new Date(nowMs + Number(words) * 1000).toISOString();
  const text = JSON.stringify(body)?.replace(/"NOW\+(\d+)"/g, (_, later: string) =>
    JSON.stringify(second(later)),
  );
  return {
    kind: "status",
    status,
    headers,
    body: text === undefined ? bodyText : (JSON.parse(text) as unknown),
  };
}

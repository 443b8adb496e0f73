import type { ErrorCode } from "../errors/error-codes";
import type { ServerAnswer } from "../errors/job-error";
import { parseJsonObject, type ReadAnswer } from "./server-answer";

/**
 * The cause that X gives for a 403, by the problem's type, then the older numeric code, then its words;
 * `refused` where none is known: then X's own sentence is all there is to say, and nothing is guessed.
 * Sources: X's list of problems and error codes; the words as several clients have quoted them.
 */
export function codeOf403(server: ServerAnswer): ErrorCode {
  return causeByType(server) ?? causeByCode(server) ?? causeByWords(wordsOf(server)) ?? "refused";
}

/** Whether a refusal over money is about the owner's spending limit, not about spent credits: both have the same type. */
export function isSpendCap(server: ServerAnswer): boolean {
  return /spend.?cap|spending limit|billing cycle/i.test(wordsOf(server));
}

/** The day on which a spending limit begins anew, as `YYYY-MM-DD`; null when X does not tell. */
export function readResetDate({ bodyText }: Pick<ReadAnswer, "bodyText">): string | null {
  const date = parseJsonObject(bodyText)["reset_date"];
  if (typeof date !== "string") return null;
  return /^\d{4}-\d\d-\d\d/.exec(date)?.[0] ?? null;
}

/** Everything that X says in words, in one line. */
export function wordsOf(server: ServerAnswer): string {
  return [server.title, server.detail, server.message].filter((part) => part !== null).join(" ");
}

function causeByType(server: ServerAnswer): ErrorCode | null {
  switch (server.problem) {
    case "client-forbidden":
    case "client-not-enrolled":
      return "not-enrolled";
    case "usage-capped":
      return "usage-capped";
    case "credits":
      return isSpendCap(server) ? "spend-cap" : "no-credits";
    case "unsupported-authentication":
      return "signed-out";
    case "oauth1-permissions":
      return "not-permitted";
    case "user-suspended":
      return "account-suspended";
    default:
      return null;
  }
}

function causeByCode({ code }: ServerAnswer): ErrorCode | null {
  switch (code) {
    case "64":
      return "account-suspended";
    case "326":
      return "account-locked";
    case "186":
      return "text-too-long";
    case "187":
      return "duplicate-post";
    case "385":
      return "reply-refused";
    default:
      return null;
  }
}

const WORDS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/duplicate content/i, "duplicate-post"],
  [/text is too long/i, "text-too-long"],
  [/video longer than/i, "tier-limit"],
  [/spend.?cap|spending limit|billing cycle/i, "spend-cap"],
  [/crypto address/i, "crypto-address"],
  [/cashtag/i, "too-many-cashtags"],
  [/repl(?:y|ies|ying)\b.*(?:not allowed|deleted|not visible|mentioned)/i, "reply-refused"],
  [/account is temporarily locked/i, "account-locked"],
  [/\bis suspended\b/i, "account-suspended"],
  [/app permissions|not configured with/i, "not-permitted"],
];

function causeByWords(words: string): ErrorCode | null {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

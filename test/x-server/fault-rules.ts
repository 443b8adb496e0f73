import { type Answer, emptyAnswer, jsonAnswer, textAnswer } from "./answer";
import { edgePage } from "./edge-page";
import { type RequestMatch, RequestMatcher, type RequestTraits } from "./request-match";

/**
 * What goes wrong. `when` says whether the operation's real effect happens first ("after") or not
 * at all ("before", the usual); a client cannot see the difference.
 */
export type FaultEffect =
  /** The stream ends (HTTP/2) or the connection breaks (HTTP/1.1) and nothing has happened. */
  | { kind: "resetBefore" }
  /** The same, but X has done what it was asked for. */
  | { kind: "resetAfter" }
  /** Silence, until the client gives up or the server closes. */
  | { kind: "noAnswer"; when?: "before" | "after" }
  /** Any answer: a string is sent as text, anything else as JSON. */
  | {
      kind: "status";
      status: number;
      body?: unknown;
      headers?: Readonly<Record<string, string>>;
      when?: "before" | "after";
    }
  /** An edge server's HTML page in place of JSON. */
  | { kind: "htmlBody"; status?: number; when?: "before" | "after" }
  /** The real answer, cut in the middle; the effect has happened. */
  | { kind: "cutJson" }
  | { kind: "emptyBody"; status?: number; when?: "before" | "after" };

/** A fault with the requests it befalls, and for how many of them. */
export interface FaultRule {
  match: RequestMatch;
  /** 1 unless given; `Infinity` for ever. */
  times?: number;
  effect: FaultEffect;
}

/** What a fault makes of a request: an answer, a broken connection, or nothing at all. */
export type FaultyOutcome = Answer | "reset" | "silence";

/** The faults that were ordered and have not run out. */
export class FaultRules {
  #rules: { matcher: RequestMatcher; timesLeft: number; effect: FaultEffect }[] = [];

  add({ match, times = 1, effect }: FaultRule): void {
    this.#rules.push({ matcher: new RequestMatcher(match), timesLeft: times, effect });
  }

  /** The fault that befalls this request, which uses it up by one. Every rule counts every request. */
  take(traits: RequestTraits): FaultEffect | undefined {
    const fitting = this.#rules.filter(({ matcher }) => matcher.recognises(traits));
    const rule = fitting.find(({ timesLeft }) => timesLeft > 0);
    if (rule === undefined) return undefined;
    rule.timesLeft--;
    return rule.effect;
  }

  clear(): void {
    this.#rules = [];
  }
}

/** Carries out a fault; `perform` is the operation's real effect and answer. */
export function applyFault(effect: FaultEffect, perform: () => Answer): FaultyOutcome {
  switch (effect.kind) {
    case "resetBefore":
      return "reset";
    case "resetAfter":
      perform();
      return "reset";
    case "cutJson": {
      const answer = perform();
      return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
    }
    case "noAnswer":
    case "status":
    case "htmlBody":
    case "emptyBody":
      if (effect.when === "after") perform();
      return effect.kind === "noAnswer" ? "silence" : replacement(effect);
  }
}

function replacement(
  effect: Extract<FaultEffect, { kind: "status" | "htmlBody" | "emptyBody" }>,
): Answer {
  switch (effect.kind) {
    case "htmlBody":
      return edgePage(effect.status ?? 503);
    case "emptyBody":
      return emptyAnswer(effect.status ?? 200);
    case "status": {
      const { status, body, headers = {} } = effect;
      if (body === undefined) return emptyAnswer(status, headers);
      const answer = typeof body === "string" ? textAnswer(status, body) : jsonAnswer(status, body);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    }
  }
}

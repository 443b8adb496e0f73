import { type RequestMatch, RequestMatcher, type RequestTraits } from "./request-match";

/**
 * Where requests stop: after their body arrived and before they have any effect, or after their
 * effect and before its answer leaves.
 */
export type HoldMoment = "before" | "after";

/** An order to stop requests. */
export interface Hold {
  /** Resolves when the first fitting request waits here. */
  reached: Promise<void>;
  /** Lets the waiting and all later requests go on. */
  release(): void;
  /** Breaks the connection of the waiting requests where they stand; later ones go on. */
  drop(): void;
}

interface HoldPoint {
  moment: HoldMoment;
  matcher: RequestMatcher;
  markReached: () => void;
  passage: Promise<"goOn" | "dropped">;
  open: (outcome: "goOn" | "dropped") => void;
}

/** The holds in force. */
export class HoldPoints {
  #points: HoldPoint[] = [];

  add(match: RequestMatch, moment: HoldMoment): Hold {
    let markReached = () => {};
    const reached = new Promise<void>((resolve) => (markReached = resolve));
    let open: HoldPoint["open"] = () => {};
    const passage = new Promise<"goOn" | "dropped">((resolve) => (open = resolve));
    const matcher = new RequestMatcher(match);
    const point: HoldPoint = { moment, matcher, markReached, passage, open };
    this.#points.push(point);
    const end = (outcome: "goOn" | "dropped") => {
      this.#points = this.#points.filter((other) => other !== point);
      point.open(outcome);
    };
    return { reached, release: () => end("goOn"), drop: () => end("dropped") };
  }

  /** Resolves when nothing holds this request here; "dropped" means that it must go no further. */
  async pass(traits: RequestTraits, moment: HoldMoment): Promise<"goOn" | "dropped"> {
    const point = this.#points.find(
      (candidate) => candidate.moment === moment && candidate.matcher.recognises(traits),
    );
    if (point === undefined) return "goOn";
    point.markReached();
    return point.passage;
  }

  /** Drops every waiting request. */
  clear(): void {
    for (const point of this.#points) point.open("dropped");
    this.#points = [];
  }
}

import { type RequestMatch, RequestMatcher, type RequestTraits } from "./request-match";

/** An order to stop requests after their body arrived and before they have any effect. */
export interface Hold {
  /** Resolves when the first fitting request waits here. */
  reached: Promise<void>;
  /** Lets the waiting and all later requests go on. */
  release(): void;
}

interface HoldPoint {
  matcher: RequestMatcher;
  markReached: () => void;
  passage: Promise<"goOn" | "dropped">;
  open: (outcome: "goOn" | "dropped") => void;
}

/** The holds in force. */
export class HoldPoints {
  #points: HoldPoint[] = [];

  add(match: RequestMatch): Hold {
    let markReached = () => {};
    const reached = new Promise<void>((resolve) => (markReached = resolve));
    let open: HoldPoint["open"] = () => {};
    const passage = new Promise<"goOn" | "dropped">((resolve) => (open = resolve));
    const point = { matcher: new RequestMatcher(match), markReached, passage, open };
    this.#points.push(point);
    return {
      reached,
      release: () => {
        this.#points = this.#points.filter((other) => other !== point);
        point.open("goOn");
      },
    };
  }

  /** Resolves when nothing holds this request; "dropped" means that it must have no effect. */
  async pass(traits: RequestTraits): Promise<"goOn" | "dropped"> {
    const point = this.#points.find(({ matcher }) => matcher.recognises(traits));
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

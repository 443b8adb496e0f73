import type { OperationName } from "../x-server/operation";

/** A moment at which the worker is stopped. Everything is counted from 1 within one job. */
export type StopPoint =
  /** X has the nth request for an operation: before it has any effect, or after, without an answer yet. */
  | {
      readonly at: "request";
      readonly operation: OperationName;
      readonly nth: number;
      readonly moment: "before" | "after";
    }
  /** The nth request for a picture: before it leaves, or when its answer begins. */
  | { readonly at: "site"; readonly nth: number; readonly moment: "before" | "after" }
  /** The nth change of a kind is stored and announced. */
  | { readonly at: "stored"; readonly change: string; readonly nth: number };

/** What happens at a point, without the count: the same for every job that comes by. */
export function kindOf(point: StopPoint): string {
  switch (point.at) {
    case "request":
      return `${point.operation} ${point.moment}`;
    case "site":
      return `site ${point.moment}`;
    case "stored":
      return point.change;
  }
}

/** The head of a point's row in the table. */
export function rowOf(point: StopPoint): string {
  switch (point.at) {
    case "request":
      return `${point.operation} #${point.nth}`;
    case "site":
      return `picture #${point.nth}`;
    case "stored":
      return `stored ${point.change} #${point.nth}`;
  }
}

/** The head of a point's column: what comes before a stored change is the end of what was before it. */
export function columnOf(point: StopPoint): "before" | "after" {
  return point.at === "stored" ? "after" : point.moment;
}

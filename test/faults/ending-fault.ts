import type { FaultRule } from "../x-server/fault-rules";
import type { RequestMatch } from "../x-server/request-match";
import type { XServer } from "../x-server/x-server";

/** Orders a fault that can be ended before it has run out. Returns the function that ends it. */
export function addEndingFault(server: XServer, rule: FaultRule): () => void {
  const match: RequestMatch = { ...rule.match };
  server.addFault({ ...rule, match });
  return () => {
    // The rule reads its match at each request: none is the endless-th.
    match.nth = Infinity;
  };
}

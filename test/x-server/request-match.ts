import type { OperationName } from "./operation";

/** What a fault or a hold looks at. Everything that is named must fit. */
export interface RequestMatch {
  operation?: OperationName;
  method?: string;
  /** The whole path without its query, or a pattern for it. */
  path?: string | RegExp;
  /** Only from the nth fitting request on, counted from 1 since the order was given. */
  nth?: number;
  segmentIndex?: number;
}

/** The traits of a request that a match can name. */
export interface RequestTraits {
  operation: OperationName;
  method: string;
  path: string;
  segmentIndex?: number;
}

/** Recognises requests, and counts them for `nth`. */
export class RequestMatcher {
  readonly #match: RequestMatch;
  #seen = 0;

  constructor(match: RequestMatch) {
    this.#match = match;
  }

  /** Whether this request is one of those meant. Ask once per request. */
  recognises(traits: RequestTraits): boolean {
    const { operation, method, path, nth = 1, segmentIndex } = this.#match;
    const fits =
      (operation === undefined || operation === traits.operation) &&
      (method === undefined || method === traits.method) &&
      (path === undefined ||
        (typeof path === "string" ? path === traits.path : path.test(traits.path))) &&
      (segmentIndex === undefined || segmentIndex === traits.segmentIndex);
    if (!fits) return false;
    this.#seen++;
    return this.#seen >= nth;
  }
}

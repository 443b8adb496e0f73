/** One way to ask a site for a picture. */
export interface Rung {
  readonly credentials: "omit" | "include";
  /** Whether the page's address goes along as Referer. */
  readonly withReferer: boolean;
}

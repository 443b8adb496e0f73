import { EXTENSION_ID } from "../browser/extension-world";
import type { Offer } from "./offers";

/** Whose file a hostile page names. */
export interface NamedSite {
  readonly name: string;
  /** Such as "http://far.test". */
  readonly origin: (galleryPort: number) => string;
  /**
   * Always as anybody could, without cookies and Referer. `plain`: the person has allowed it before; `by-redirect`:
   * only where a site that was allowed passes the request on; `never`: not at all.
   */
  readonly mayBeAsked: "plain" | "by-redirect" | "never";
}

/** The person is signed in there, and has allowed the extension to read it. */
export const MEMBERS = "http://img.members.test";
/** A machine at home, which the person has allowed too. */
export const ROUTER = "http://router.lan";

/** Its pictures load wherever they stand. */
const OPEN: NamedSite = {
  name: "open to all, allowed before",
  origin: () => "http://cdn.test",
  mayBeAsked: "plain",
};

const SITES: readonly NamedSite[] = [
  { name: "allowed before", origin: () => MEMBERS, mayBeAsked: "plain" },
  { name: "not allowed", origin: () => "http://far.test", mayBeAsked: "by-redirect" },
  { name: "private, allowed before", origin: () => ROUTER, mayBeAsked: "never" },
  { name: "this computer", origin: (port) => `http://127.0.0.1:${port}`, mayBeAsked: "never" },
  { name: "X's API", origin: () => "https://api.x.com", mayBeAsked: "never" },
  {
    name: "an extension",
    origin: () => `chrome-extension://${EXTENSION_ID}`,
    mayBeAsked: "never",
  },
];

/** The sites with which an offer is tried. */
export function sitesOf({ sites }: Pick<Offer, "sites">): readonly NamedSite[] {
  return sites === undefined ? SITES : [...SITES, OPEN].filter(({ name }) => sites.includes(name));
}

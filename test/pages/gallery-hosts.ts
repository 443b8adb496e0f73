import type { IncomingMessage } from "node:http";

/** Every host name that the gallery's one server answers to. */
export const GALLERY_HOSTS = [
  // The site whose pages are visited.
  "gallery.test",
  // Other origins, without CORS headers: several, for a permission once granted is not asked for again.
  "cdn.test",
  "far.test",
  "frames.test",
  // Where /redirect/ leads.
  "archive.test",
  // Others that are asked for by name in one test each.
  "lazy.test",
  "moved.test",
  "grid.test",
  "kept.test",
  // Answers 403 unless the Referer is the gallery.
  "guarded.test",
  // Answers 200 with its login page unless the cookie of /login comes along.
  "members.test",
  // The same, for pictures on a page of members.test: another origin, the same site, the same cookie.
  "img.members.test",
  // The same, on a machine of the network at home.
  "router.lan",
  // Answers 200 with a small picture of its own unless the Referer is the gallery.
  "placeholder.test",
] as const;

/** What a host does with a request for a media file. */
export type MediaAdmission = "serve" | "forbid" | "login-page" | "placeholder";

/** The cookie that members.test sets at /login. */
export const MEMBER_COOKIE = "session=1";

/** Decides by Host, Referer and Cookie whether a media file is served. */
export function admitMedia(headers: IncomingMessage["headers"]): MediaAdmission {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  const comesFromGallery = /^https?:\/\/gallery\.test(?:[:/]|$)/.test(headers.referer ?? "");
  switch (host) {
    case "guarded.test":
      return comesFromGallery ? "serve" : "forbid";
    case "placeholder.test":
      return comesFromGallery ? "serve" : "placeholder";
    case "members.test":
    case "img.members.test":
    case "router.lan": {
      const cookies = (headers.cookie ?? "").split(/;\s*/);
      return cookies.includes(MEMBER_COOKIE) ? "serve" : "login-page";
    }
    default:
      return "serve";
  }
}

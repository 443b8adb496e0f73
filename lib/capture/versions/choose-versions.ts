import type { PageOffer } from "../../jobs/capture-source";
import type { PageOffers, SourceList } from "../page/page-messages";
import { parseSrcset } from "./parse-srcset";

/** A better version that cannot be had is followed by at most this many others. */
const MAX_VERSIONS = 3;

/** Types that X takes as they are, by what a page says. */
const TAKEN_BY_X = /^(?:image\/(?:jpeg|jpg|png|webp|gif)|video\/(?:mp4|quicktime))\b/i;

/** The codecs that X takes, as `codecs=` names them: H.264, AAC-LC, and AAC without its kind. */
const CODEC_TAKEN_BY_X = /^(?:avc[13]\b|mp4a(?:\.40(?:\.0?2)?)?$)/i;

/** What a page that says no type leaves to the name of the file. */
const NAME_TAKEN_BY_X = /\.(?:mp4|m4v|mov|jpe?g|png|webp|gif)$/i;

/**
 * Chooses among what the page lists for an image or a video the versions that are better than the one
 * it shows: larger ones, in the order of their size, and as large ones of a type that X takes. Never
 * anything that the page does not list. Where the page shows a stand-in until the person scrolls
 * there, the picture that it stands for.
 *
 * Pictures for other layouts (`media` of a `source`) are other pictures, so they are left alone.
 */
export function chooseVersions(offers: PageOffers, language = ""): PageOffer {
  const { frameUrl, isProtected, film } = offers;
  const shownIsPlaceholder = isPlaceholderShown(offers);
  const chosen = shownIsPlaceholder ? listHidden(offers) : listLarger(offers);
  const urls = [...new Set(chosen.flatMap((url) => resolveUrl(url, offers.baseUrl)))]
    .filter((url) => url !== offers.shownUrl)
    .slice(0, MAX_VERSIONS);
  return {
    urls,
    shownIsPlaceholder: shownIsPlaceholder && urls.length > 0,
    isProtected,
    frameUrl,
    ...(film !== null && { film: { ...film, language } }),
  };
}

/** Whether what is shown stands for something else: nothing at all, a dot, or a blurred miniature. */
function isPlaceholderShown({ shownUrl, natural, rendered, lazy, files }: PageOffers): boolean {
  if (shownUrl === "") return files.length > 0;
  if (lazy.length === 0 || natural === null) return false;
  if (natural.widthPx <= 3 && natural.heightPx <= 3) return true;
  const isEnlarged =
    natural.widthPx * 3 <= rendered.widthPx && natural.heightPx * 3 <= rendered.heightPx;
  return isEnlarged || shownUrl.startsWith("data:");
}

function listHidden({ lazy, files, baseUrl }: PageOffers): string[] {
  const pictures = lazy.flatMap(({ isSet, value }) =>
    isSet
      ? parseSrcset(value)
          .toSorted((a, b) => b.size.value - a.size.value)
          .map(({ url }) => url)
      : [value],
  );
  return [...pictures, ...sortByType(files, baseUrl).map(({ url }) => url)];
}

function listLarger(offers: PageOffers): string[] {
  return offers.files.length > 0 ? listOtherFiles(offers) : listLargerPictures(offers);
}

/**
 * Other files of the same film, where X would have the one that plays converted. Which one plays is the
 * browser's choice, by the page's order, and says nothing about quality: a film is as it is in any of them.
 */
function listOtherFiles({ files, shownUrl, baseUrl }: PageOffers): string[] {
  const playing = files.find(({ url }) => resolveUrl(url, baseUrl).includes(shownUrl));
  if (playing === undefined || isFileTaken(playing, baseUrl)) return [];
  return files.filter((file) => isFileTaken(file, baseUrl)).map(({ url }) => url);
}

/**
 * Whether X takes a file as it is, as far as its page tells: by the type with its codecs, else by the
 * file's name. What neither tells counts as not taken: a file that is named is the better bet.
 */
function isFileTaken(
  { url, type }: { readonly url: string; readonly type: string },
  baseUrl: string,
): boolean {
  if (type === "") {
    const [resolved] = resolveUrl(url, baseUrl);
    return resolved !== undefined && NAME_TAKEN_BY_X.test(new URL(resolved).pathname);
  }
  const codecs = /;\s*codecs\s*=\s*"?([^";]*)/i.exec(type)?.[1] ?? "";
  const named = codecs.split(",").map((codec) => codec.trim());
  return (
    TAKEN_BY_X.test(type) && named.every((codec) => codec === "" || CODEC_TAKEN_BY_X.test(codec))
  );
}

interface Version {
  readonly url: string;
  readonly widthPx: number;
  readonly isTaken: boolean;
}

function listLargerPictures(offers: PageOffers): string[] {
  const { lists, shownUrl, natural, baseUrl } = offers;
  const withEntries = lists.map((list) => ({ ...list, entries: parseSrcset(list.srcset) }));
  const isShown = (url: string) => resolveUrl(url, baseUrl).includes(shownUrl);
  const own = withEntries.find(({ entries }) => entries.some(({ url }) => isShown(url)));
  const ownEntry = own?.entries.find(({ url }) => isShown(url));
  if (natural === null) return [];
  const density = ownEntry?.size.unit === "x" ? ownEntry.size.value : 1;
  // The browser tells the size of a picture divided by its density.
  const cssWidthPx = natural.widthPx;
  const shownWidthPx = ownEntry?.size.unit === "w" ? ownEntry.size.value : cssWidthPx * density;
  const toVersion = (
    { url, size }: { url: string; size: { unit: "w" | "x"; value: number } },
    type: string,
  ): Version => ({
    url,
    widthPx: size.unit === "w" ? size.value : cssWidthPx * size.value,
    isTaken: type === "" || TAKEN_BY_X.test(type),
  });
  const shownIsTaken = own === undefined || own.type === "" || TAKEN_BY_X.test(own.type);
  return withEntries
    .filter((list) => isSameCut(list, own))
    .flatMap(({ entries, type }) => entries.map((entry) => toVersion(entry, type)))
    .filter(
      ({ widthPx, isTaken }) =>
        widthPx > shownWidthPx || (widthPx === shownWidthPx && isTaken && !shownIsTaken),
    )
    .toSorted((a, b) => b.widthPx - a.widthPx || Number(b.isTaken) - Number(a.isTaken))
    .map(({ url }) => url);
}

/** Whether two lists show the same cut of a picture: lists for different layouts may not. */
function isSameCut(list: SourceList, own: SourceList | undefined): boolean {
  return list.media === (own?.media ?? "");
}

function sortByType(files: PageOffers["files"], baseUrl: string): PageOffers["files"] {
  return files.toSorted(
    (a, b) => Number(isFileTaken(b, baseUrl)) - Number(isFileTaken(a, baseUrl)),
  );
}

/** An address that can be read, made absolute; none for any other, such as `javascript:`. */
function resolveUrl(url: string, baseUrl: string): string[] {
  if (!URL.canParse(url, baseUrl)) return [];
  const resolved = new URL(url, baseUrl);
  return /^(?:https?|data|blob|file):$/.test(resolved.protocol) ? [resolved.href] : [];
}

import { formatCount } from "../i18n/format-count";
import { siteName } from "../i18n/site-name";
import { translate } from "../i18n/translate";
import { formatBytes } from "../i18n/format-bytes";
import { formatDuration } from "../i18n/format-duration";
import type { ErrorCode } from "./error-codes";
import type { JobError, JobErrorAmong } from "./job-error";
import { processingSentence, refusalSentence } from "./quote-server";
import { helpsToConvert, type NextAction, nextActionOf, trimLengthOf } from "./next-action";

/** An error as a person reads it. */
export interface Explanation {
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** What to do now, in one sentence. */
  readonly nextStep: string;
  readonly action: NextAction;
}

/** Turns an error into a sentence and its next step, in the browser's language. */
export function explainError(error: JobError): Explanation {
  return {
    sentence: detailedSentence(error) ?? translate(`error_${messageName(error.code)}`),
    nextStep: detailedNextStep(error) ?? translate(`next_${messageName(error.code)}`),
    action: nextActionOf(error),
  };
}

type MessageName<Code extends string> = Code extends `${infer Head}-${infer Tail}`
  ? `${Head}_${MessageName<Tail>}`
  : Code;

function messageName(code: ErrorCode): MessageName<ErrorCode> {
  return code.replaceAll("-", "_") as MessageName<ErrorCode>;
}

/** The sentence with the error's details in it; null when they are missing, or the code has none. */
function detailedSentence(error: JobError): string | null {
  switch (error.code) {
    case "permission-refused":
      return ifSaid(error.details.origin, (origin) =>
        translate("error_permission_refused_site", siteName(origin)),
      );
    case "page-closed":
      return ifSaid(error.details.origin, (origin) =>
        translate("error_page_closed_site", siteName(origin)),
      );
    case "redirect-refused": {
      const { host, origin } = error.details;
      if (!host || origin === undefined) return null;
      return translate("error_redirect_refused_site", siteName(host), siteName(origin));
    }
    case "source-not-found":
    case "source-forbidden":
    case "source-http-error":
    case "source-unreachable":
    case "redirect-failed":
    case "redirect-hidden":
    case "capture-stalled":
      return siteSentence(error);
    case "not-media":
      return error.details.detected === "html" ? translate("error_not_media_page") : null;
    case "account-twice":
      return ifSaid(error.details.username, (username) =>
        translate("error_account_twice_named", username),
      );
    case "unsupported-type":
      return ifSaid(error.details.detected, (type) =>
        type === "unknown"
          ? null
          : type === "sound"
            ? translate("error_unsupported_type_sound")
            : translate("error_unsupported_type_named", typeName(type)),
      );
    case "conversion-unsupported":
      return (
        ifSaid(error.details.codec, (codec) =>
          translate("error_conversion_unsupported_codec", codec),
        ) ??
        ifSaid(error.details.detected, (type) =>
          translate("error_conversion_unsupported_type", typeName(type)),
        )
      );
    case "too-large":
    case "too-long":
    case "too-short":
    case "too-many-frames":
    case "too-many-pixels":
      return limitSentence(error);
    case "dimensions":
      return dimensionsSentence(error);
    case "spend-cap":
      return ifSaid(error.details.resetDate, (day) =>
        translate("error_spend_cap_until", formatDay(day)),
      );
    case "refused":
    case "invalid-request":
      return refusalSentence(error.server);
    case "processing-failed":
      return processingSentence(error.server);
    case "unexpected":
      return ifSaid(error.details.name, (name) => translate("error_unexpected_named", name));
    default:
      return null;
  }
}

function detailedNextStep(error: JobError): string | null {
  const trimToMs = trimLengthOf(error);
  if (trimToMs !== null) {
    return translate("media_trim_next", formatDuration(trimToMs, translate("locale_tag")));
  }
  if (helpsToConvert(error)) return translate("media_convert_next");
  if (error.retryAtMs === null) return null;
  if (error.code !== "rate-limited" && error.code !== "usage-capped") return null;
  const time = new Intl.DateTimeFormat(translate("locale_tag"), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return translate("next_rate_limited_until", time.format(error.retryAtMs));
}

type SiteCode =
  | "source-not-found"
  | "source-forbidden"
  | "source-http-error"
  | "source-unreachable"
  | "redirect-failed"
  | "redirect-hidden"
  | "capture-stalled";

/** Names the site, and where it answered the HTTP status, which every such sentence takes as `$2`. */
function siteSentence({ code, details }: JobErrorAmong<SiteCode>): string | null {
  const { host, httpStatus } = details;
  if (!host) return null;
  return translate(
    `error_${code.replaceAll("-", "_") as MessageName<SiteCode>}_site`,
    siteName(host),
    httpStatus ?? "",
  );
}

type LimitCode = "too-large" | "too-long" | "too-short" | "too-many-frames" | "too-many-pixels";

function limitSentence({ code, details }: JobErrorAmong<LimitCode>): string | null {
  const { limit, actual, category } = details;
  if (limit === undefined || actual === undefined) return null;
  const locale = translate("locale_tag");
  const over = actual - limit;
  switch (code) {
    case "too-large":
      return translate(
        category === "tweet_image"
          ? "error_too_large_image_by"
          : category === "tweet_gif"
            ? "error_too_large_gif_by"
            : "error_too_large_video_by",
        formatBytes(actual, locale),
        formatBytes(over, locale),
        formatBytes(limit, locale),
      );
    case "too-long":
      return translate(
        "error_too_long_by",
        formatDuration(actual, locale),
        formatDuration(over, locale),
        formatDuration(limit, locale),
      );
    case "too-short":
      return translate(
        "error_too_short_by",
        formatDuration(actual, locale),
        formatDuration(limit, locale),
      );
    case "too-many-frames":
      return translate("error_too_many_frames_by", ...[actual, over, limit].map(formatCount));
    case "too-many-pixels":
      return translate(
        category === "tweet_image" ? "error_too_many_pixels_image_by" : "error_too_many_pixels_by",
        ...[actual, over, limit].map(formatMillions),
      );
  }
}

function formatMillions(count: number): string {
  const format = new Intl.NumberFormat(translate("locale_tag"), { maximumSignificantDigits: 4 });
  return format.format(count / 1_000_000);
}

function dimensionsSentence({ details }: JobErrorAmong<"dimensions">): string | null {
  const { widthPx, heightPx } = details;
  if (widthPx === undefined || heightPx === undefined) return null;
  switch (details.rule) {
    case "min-side": {
      const { minSidePx } = details;
      if (minSidePx === undefined) return null;
      return translate("error_dimensions_min_side", widthPx, heightPx, minSidePx);
    }
    case "max-size": {
      const { category, maxLongSidePx, maxShortSidePx } = details;
      if (maxLongSidePx === undefined || maxShortSidePx === undefined) return null;
      return translate(
        category === "tweet_image"
          ? "error_dimensions_max_size_image"
          : "error_dimensions_max_size",
        widthPx,
        heightPx,
        maxLongSidePx,
        maxShortSidePx,
      );
    }
    case "aspect-ratio": {
      const { maxLongToShort } = details;
      if (maxLongToShort === undefined) return null;
      return translate("error_dimensions_aspect_ratio", widthPx, heightPx, maxLongToShort);
    }
    default:
      return null;
  }
}

/** A day of X's calendar, given as `YYYY-MM-DD`. */
function formatDay(day: string): string {
  const format = new Intl.DateTimeFormat(translate("locale_tag"), {
    dateStyle: "long",
    timeZone: "UTC",
  });
  const atMs = Date.parse(day);
  return Number.isNaN(atMs) ? day : format.format(atMs);
}

function ifSaid(detail: string | undefined, say: (detail: string) => string | null): string | null {
  return detail === undefined || detail === "" ? null : say(detail);
}

function typeName(detected: string): string {
  return detected === "matroska" ? "MKV" : detected.toUpperCase();
}

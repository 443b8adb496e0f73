import type { DimensionRule, BrokenLimit, FileDamage } from "../media/media-refusal";
import type { MediaCategory } from "../media/media-category";
import type { ErrorCode } from "./error-codes";

interface SiteDetails {
  /** The site's host name. */
  readonly host: string;
  readonly httpStatus: number;
}

interface PermissionDetails {
  /** What the browser is to be asked for, as a match pattern. */
  readonly origin: string;
}

interface NamedDetails {
  /** What a standard, a library or we call it; a person would not. */
  readonly name: string;
}

interface DetectedDetails {
  /** What the bytes are, such as "html" or "sound". */
  readonly detected: string;
}

interface TrimDetails {
  /** To how many milliseconds the stored video can be cut, so that X takes it. */
  readonly trimToMs: number;
  /** How long all of it is, where a conversion has found that out. */
  readonly filmMs: number;
}

interface DamageDetails {
  readonly mediaType: string;
  readonly damage: FileDamage;
  readonly totalBytes: number;
}

type DimensionsDetails = DimensionRule & {
  readonly category: MediaCategory;
  readonly widthPx: number;
  readonly heightPx: number;
};

/**
 * What the sentence of each code names: a site, a limit and the actual value, a type. Never a token or a
 * post's text. A code that is not here has no details.
 */
interface ErrorDetails {
  "permission-refused": PermissionDetails;
  "page-closed": PermissionDetails;
  "several-streams": {
    /** Their places among what the page has loaded, with spaces between. */ readonly streams: string;
  };
  "source-not-found": SiteDetails;
  "source-forbidden": SiteDetails;
  "source-http-error": SiteDetails;
  "source-unreachable": SiteDetails;
  "redirect-failed": SiteDetails;
  "redirect-refused": SiteDetails & PermissionDetails;
  "redirect-hidden": SiteDetails & PermissionDetails;
  "capture-stalled": SiteDetails;
  "truncated-file": DamageDetails;
  "not-media": DetectedDetails;
  "unsupported-type": DetectedDetails;
  "too-large": BrokenLimit<"bytes"> & TrimDetails;
  "too-long": BrokenLimit<"ms"> & TrimDetails;
  "too-short": BrokenLimit<"ms">;
  "too-many-frames": BrokenLimit<"frames">;
  "too-many-pixels": BrokenLimit<"pixels">;
  dimensions: DimensionsDetails;
  "conversion-unsupported": DetectedDetails & { readonly codec: string };
  "conversion-failed": NamedDetails;
  "conversion-wrong": NamedDetails;
  "hidden-data": NamedDetails;
  "storage-failed": NamedDetails;
  "bytes-gone": NamedDetails;
  "sign-in-refused": { readonly reason: string };
  "sign-in-failed": { readonly reason: string };
  "scope-missing": {
    /** Those that are not granted, with spaces between. */ readonly scopes: string;
  };
  "processing-failed": {
    /** Coding the stored file anew may help. */ readonly remedy: "convert";
  };
  "account-twice": { readonly username: string };
  "x-not-allowed": PermissionDetails;
  network: NamedDetails;
  "spend-cap": { /** A day of X's calendar, `YYYY-MM-DD`. */ readonly resetDate: string };
  unexpected: NamedDetails;
}

/**
 * The details of an error with a code. Any of them may be missing: in a record of an earlier version, and
 * where nobody knows.
 */
export type DetailsOf<Code extends ErrorCode> = Code extends keyof ErrorDetails
  ? Readonly<Partial<ErrorDetails[Code]>>
  : Readonly<Record<never, never>>;

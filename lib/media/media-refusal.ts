import type { MediaCategory } from "./media-category";
import type { KnownTypeName, MediaType } from "./media-info";

/** A limit that was exceeded (or, for `too-short`, not reached), both numbers in `unit`. */
export interface BrokenLimit<Unit extends string> {
  readonly category: MediaCategory;
  readonly limit: number;
  readonly actual: number;
  readonly unit: Unit;
}

/** How a file of a known type falls short: it stops too soon, or it contradicts its own format. */
export type FileDamage = "ends-early" | "malformed";

/** The rule about width and height that a picture or video breaks. */
export type DimensionRule =
  | { readonly rule: "min-side"; readonly minSidePx: number }
  | { readonly rule: "max-size"; readonly maxLongSidePx: number; readonly maxShortSidePx: number }
  | { readonly rule: "aspect-ratio"; readonly maxLongToShort: number };

/** Why bytes cannot be posted, with what a sentence about it needs to say. */
export type MediaRefusal =
  | { readonly code: "empty-file"; readonly details: null }
  | {
      readonly code: "truncated-file";
      readonly details: {
        readonly mediaType: MediaType;
        readonly damage: FileDamage;
        readonly totalBytes: number;
      };
    }
  | {
      /** Text where media was expected: mostly a login page or an error that answered 200. */
      readonly code: "not-media";
      readonly details: { readonly detected: KnownTypeName };
    }
  | {
      readonly code: "unsupported-type";
      readonly details: { readonly detected: KnownTypeName | "unknown" };
    }
  | { readonly code: "too-large"; readonly details: BrokenLimit<"bytes"> }
  | { readonly code: "too-long" | "too-short"; readonly details: BrokenLimit<"ms"> }
  | { readonly code: "too-many-frames"; readonly details: BrokenLimit<"frames"> }
  | {
      /** Width × height × frames of a GIF; width × height of an image that has to be decoded. */
      readonly code: "too-many-pixels";
      readonly details: BrokenLimit<"pixels">;
    }
  | {
      readonly code: "dimensions";
      readonly details: {
        readonly category: MediaCategory;
        readonly widthPx: number;
        readonly heightPx: number;
      } & DimensionRule;
    };

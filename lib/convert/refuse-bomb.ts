import { conversionFailure } from "./conversion-failure";
import { refuseDecoding } from "../media/decide-fit";

/** @throws `JobFailure` `too-many-pixels` */
export function refuseBomb(
  size: { readonly widthPx: number; readonly heightPx: number } | null,
): void {
  const refusal = size && refuseDecoding(size);
  if (refusal) throw conversionFailure(refusal.code, { ...refusal.details });
}

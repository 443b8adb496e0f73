const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const STEP = 1024;

/** `fewest`: "5 MB", for a sentence. `steady`: "5.0 MB", for a number that changes while one looks. */
export type ByteDecimals = "fewest" | "steady";

/**
 * A number of bytes as a person reads it: "812 kB", "4.2 MB". Units are powers of 1024, as X's own
 * limits are read, so that a limit of 5 MB reads "5 MB". At most one decimal, and three digits.
 *
 * @param locale a BCP 47 tag, the language of the sentence around it
 */
export function formatBytes(
  bytes: number,
  locale: string,
  decimals: ByteDecimals = "fewest",
): string {
  return formatInUnits(bytes, locale, "", decimals);
}

/** A speed as a person reads it: "1.2 MB/s". */
export function formatBytesPerSecond(bytesPerSecond: number, locale: string): string {
  return formatInUnits(bytesPerSecond, locale, "-per-second", "steady");
}

function formatInUnits(
  bytes: number,
  locale: string,
  per: "" | "-per-second",
  decimals: ByteDecimals,
): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 1000, not 1024: "1,010 kB" has a digit more than "1 MB" and would jump.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= STEP;
    unit++;
  }
  const fractionDigits = unit >= 2 && value < 99.95 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: `${UNITS[unit] ?? "byte"}${per}`,
    unitDisplay: unit === 0 ? "long" : "short",
    minimumFractionDigits: decimals === "steady" ? fractionDigits : 0,
    maximumFractionDigits: fractionDigits,
  }).format(value);
}

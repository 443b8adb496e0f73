/** A price in US dollars with two or three decimals, as X's price list writes it: "$0.20", "$0.015". */
export function formatUsd(usd: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: 3,
  }).format(usd);
}

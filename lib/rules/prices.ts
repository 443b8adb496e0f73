/**
 * What X charges, in tenths of a cent, so that sums stay exact. The one place to change when X does.
 *
 * Source: https://docs.x.com/x-api/getting-started/pricing, read on {@link PRICES_READ_ON}.
 */
export const PRICES = {
  post: 15,
  /** In place of `post`, where the text holds a link. */
  postWithLink: 200,
  /** In place of `post`: an answer to a post that mentions the account. */
  summonedReply: 10,
  /** One call of `POST /2/media/metadata`. */
  altText: 5,
  /** One post of the account's own, read to see whether an unanswered call has made it. */
  ownPostRead: 1,
  /** The same where the account does not own the app. */
  otherPostRead: 5,
  userRead: 10,
} as const satisfies Readonly<Record<string, number>>;

/** The day on which the prices were read. */
export const PRICES_READ_ON = "2026-09-30";

/**
 * What X has given to whoever adds a card for the first time, in US dollars; its price page does not name it.
 * Source: reports of October 2026.
 */
export const FIRST_CARD_CREDITS_USD = 20;

const TRUSTED_FOR_MS = 90 * 86_400_000;

/** Whether the prices were read so long ago that people should look at X's own list. */
export function arePricesOld(nowMs: number): boolean {
  return nowMs - Date.parse(PRICES_READ_ON) > TRUSTED_FOR_MS;
}

/** A price in US dollars. */
export function priceUsd(name: keyof typeof PRICES): number {
  return PRICES[name] / MILLS_PER_USD;
}

/** Tenths of a cent in a dollar. */
export const MILLS_PER_USD = 1000;

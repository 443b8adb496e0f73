/** A longer name is no name. */
const MAX_CREDIT = 120;

/** What stands before the name, in the languages that the extension speaks; with its colon, or "by". */
const LEAD = String.raw`(?:(?:photos?|photographs?|photography|images?|pictures?|fotos?|fotografie|fotografía|fotografia|bild(?:er|nachweis)?|imagen|imagem|crédits?(?: photo)?|créditos?(?: da foto)?|credits?|(?:photo|image|picture) (?:credits?|courtesy of)|quelle|写真|撮影|提供|图片?|图源|图片来源|摄影|摄|صورة|الصورة|تصوير)\s*[:：/]|(?:photos?|photographs?|images?|pictures?) (?:by|courtesy of) |©|\(c\) )`;

const AT_START = new RegExp(String.raw`^\s*${LEAD}\s*`, "iu");
const IN_LINE = new RegExp(String.raw`(?:^|[(（|·•–—.。])\s*${LEAD}\s*([^()（）|·•\n]+)`, "imu");

/** Characters that turn the direction of what stands behind them, and that nobody sees. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * Who has made a picture, out of a credit as a page writes it: on one line, at most 120 characters, without
 * "Photo:" or a mark of copyright before it. Empty where nothing is left, or so much that it names nobody.
 */
export function cleanCredit(text: string): string {
  let credit = text.replace(/\s+/gu, " ").replace(UNSEEN, "").trim();
  // "Photo: © Name".
  for (let before = ""; before !== credit;) {
    before = credit;
    credit = credit.replace(AT_START, "");
  }
  credit = credit.replace(/[\s.,;:|)\]。]+$/u, "").trim();
  return credit.length > MAX_CREDIT || !/\p{L}/u.test(credit) ? "" : credit;
}

/** The credit in a caption, for example of "Boats at dusk. (Photo: Ada Lovelace)"; empty where it has none. */
export function findCredit(caption: string): string {
  return cleanCredit(IN_LINE.exec(caption)?.[1] ?? "");
}

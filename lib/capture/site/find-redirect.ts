/**
 * Asks a site once whether the address that it redirects to is like one of several: each question is
 * a list of globs, in which `*` stands for any text and `\` takes the meaning of a sign away.
 *
 * @returns the index of the question that is answered with yes; null when none is, or nobody answers
 */
export type RedirectProbe = (
  url: string,
  questions: readonly (readonly string[])[],
) => Promise<number | null>;

/** Two letters a question: a host of this many letters takes half as many requests. */
const MAX_HOST_LENGTH = 64;

const HOST_LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789-._"];

/** What may follow a host: the end, a path, a port, a query, a fragment. */
const HOST_ENDS = ["", "/*", ":*", "\\?*", "#*"];

/**
 * Finds out where an address redirects to, without following it. A fetch hides that from everybody;
 * but a rule can be made to depend on the answer's headers, so the host is guessed two letters at a
 * time.
 *
 * @returns the match pattern of that site, such as `https://cdn.example/*`; null when it cannot be
 *   told, or the address leads to its own site
 */
export async function findRedirect(url: string, probe: RedirectProbe): Promise<string | null> {
  const { protocol, hostname } = new URL(url);
  const starts = ["http://", "https://", "//"];
  const start =
    starts[
      (await probe(
        url,
        starts.map((begin) => [`${begin}*`]),
      )) ?? -1
    ];
  if (start === undefined) return null;
  let host = "";
  while (host.length < MAX_HOST_LENGTH) {
    const guesses = nextGuesses(host);
    const answer = await probe(
      url,
      guesses.map((guess) => toGlobs(start, guess)),
    );
    const guess = guesses[answer ?? -1];
    if (guess === undefined) return null;
    ({ host } = guess);
    if (guess.isWhole) {
      return host === hostname ? null : `${start === "//" ? `${protocol}//` : start}${host}/*`;
    }
  }
  return null;
}

interface Guess {
  readonly host: string;
  readonly isWhole: boolean;
}

function nextGuesses(known: string): Guess[] {
  return HOST_LETTERS.flatMap((letter) => [
    { host: known + letter, isWhole: true },
    ...HOST_LETTERS.map((next) => ({ host: known + letter + next, isWhole: false })),
  ]).concat(known === "" ? [] : [{ host: known, isWhole: true }]);
}

function toGlobs(start: string, { host, isWhole }: Guess): string[] {
  return isWhole ? HOST_ENDS.map((end) => start + host + end) : [`${start + host}*`];
}

/** What is visibly wrong with a client id; whether X knows it shows at the sign-in. */
export type ClientIdProblem = "empty" | "spaces";

/** What a client id may have been taken for. */
export type ClientIdDoubt = "api-key" | "secret";

/** Checks a client id before it is saved; null when nothing is visibly wrong. */
export function checkClientId(clientId: string): ClientIdProblem | null {
  if (clientId.trim() === "") return "empty";
  return /\s/.test(clientId) ? "spaces" : null;
}

/**
 * Says which other value of X's console this looks like; null: none. X promises no form of any of
 * them, so a doubt is said and nothing is refused.
 *
 * Seen so far: OAuth 2.0 client ids are base64 of a text that ends in `:1:ci`, API keys are 25 letters
 * and digits, secrets and tokens have 45 characters or more.
 */
export function doubtClientId(clientId: string): ClientIdDoubt | null {
  const trimmed = clientId.trim();
  if (/:\d+:ci$/.test(decodeBase64(trimmed))) return null;
  if (/^[A-Za-z0-9]{25}$/.test(trimmed)) return "api-key";
  return trimmed.length >= 45 ? "secret" : null;
}

function decodeBase64(text: string): string {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return /^[A-Za-z0-9+/]+$/.test(plain) && plain.length % 4 !== 1 ? atob(plain) : "";
}

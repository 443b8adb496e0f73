/** What is visibly wrong with a client id; whether X knows it shows at the sign-in. */
export type ClientIdProblem = "empty" | "spaces";

/** Checks a client id before it is saved; null when nothing is visibly wrong. */
export function checkClientId(clientId: string): ClientIdProblem | null {
  if (clientId.trim() === "") return "empty";
  return /\s/.test(clientId) ? "spaces" : null;
}

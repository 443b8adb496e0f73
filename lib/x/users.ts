import { asRecord } from "./server-answer";
import { requestX, type XConnection } from "./x-request";

/** The signed-in user as X describes them. */
export interface XUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly tier: "standard" | "premium";
}

/**
 * Asks X who is signed in. A billed read that can fail while the token is good: nothing may depend
 * on it. Null when the answer names nobody.
 */
export async function getSignedInUser(
  connection: XConnection,
  signal: AbortSignal,
): Promise<XUser | null> {
  const body = await requestX(connection, {
    method: "GET",
    path: "/2/users/me?user.fields=verified_type,subscription_type",
    stage: "sign-in",
    signal,
    overdue: 30_000,
  });
  const data = asRecord(body["data"]);
  const { id, name, username } = data;
  if (typeof id !== "string" || typeof name !== "string" || typeof username !== "string") {
    return null;
  }
  const isSubscriber = ["Premium", "PremiumPlus"].includes(String(data["subscription_type"]));
  const isVerified = ["blue", "business", "government"].includes(String(data["verified_type"]));
  return { id, name, username, tier: isSubscriber || isVerified ? "premium" : "standard" };
}

import type { AccountUser } from "../store/account-record";

/** Where the account's posts are seen on X; X's start page while the account's name is unknown. */
export function profileUrl(user: AccountUser | null): string {
  return user === null
    ? "https://x.com/home"
    : `https://x.com/${encodeURIComponent(user.username)}`;
}

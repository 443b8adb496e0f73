/** What commands about the account need. */
export interface AccountControl {
  saveClientId(accountId: string, clientId: string): Promise<void>;
  /** Begins a sign-in; its outcome is stored with the account. */
  beginSignIn(accountId: string): void;
  /** Ends the sign-in under way with an address. @throws `JobFailure` `sign-in-closed` when there is none */
  pasteRedirect(address: string): void;
  signOut(accountId: string): Promise<void>;
  /** Begins to ask X for the credits, where they are not known; the answer is stored with the account. */
  readCredits(accountId: string, sinceMs: number | null): Promise<void>;
  /** Resolves with the id of the new account. */
  add(): Promise<string>;
  /** @throws `JobFailure` `account-busy` */
  remove(accountId: string): Promise<void>;
  choose(accountId: string, postId: string | null): Promise<void>;
  redirectUri(): string;
}

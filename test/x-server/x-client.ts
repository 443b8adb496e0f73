/** An app registered in X's developer console. */
export interface XClient {
  id: string;
  /** A confidential client cannot redeem a code without a secret, which an extension has not. */
  type: "native" | "confidential";
  name: string;
  /** Compared exactly. Undefined accepts any address whose scheme X allows. */
  redirectUris?: readonly string[];
}

/** The client id of the app that exists when none is named. */
export const defaultClientId = "local-x-native-client";

const bannedSchemes = ["javascript:", "data:", "file:", "ftp:", "mailto:", "vbscript:"];

/** Whether this app may send people back to this address. */
export function isRegisteredRedirect(client: XClient, redirectUri: string): boolean {
  if (client.redirectUris) return client.redirectUris.includes(redirectUri);
  return URL.canParse(redirectUri) && !bannedSchemes.includes(new URL(redirectUri).protocol);
}

import { escapeHtml, page } from "./html-page";

const scopeSentences: Readonly<Record<string, string>> = {
  "tweet.read": "See posts that you can see",
  "tweet.write": "Post for you",
  "users.read": "See accounts that you can see",
  "media.write": "Upload images and videos for you",
  "offline.access": "Stay connected until you revoke its access",
};

/** The page on which a person lets an app in. Its form sends `request` and `decision` back. */
export function consentPage(options: {
  clientName: string;
  username: string;
  scopes: readonly string[];
  requestId: string;
}): string {
  const items = options.scopes
    .map((scope) => `<li>${escapeHtml(scopeSentences[scope] ?? scope)}</li>`)
    .join("");
  return page(
    "Authorize app",
    `<h1>${escapeHtml(options.clientName)} wants to access your account</h1>
    <p>Signed in as <strong>@${escapeHtml(options.username)}</strong> at the local X.</p>
    <h2>Things this app can do</h2>
    <ul>${items}</ul>
    <form method="post" action="/i/oauth2/authorize">
      <input type="hidden" name="request" value="${escapeHtml(options.requestId)}">
      <button class="primary" name="decision" value="allow">Authorize app</button>
      <button name="decision" value="deny">Cancel</button>
    </form>`,
  );
}

/** What X shows for an unknown app or redirect address: nothing is sent back to the app. */
export function refusalPage(): string {
  return page(
    "Something went wrong",
    "<h1>Something went wrong</h1><p>You weren't able to give access to the App. Go back and try logging in again.</p>",
  );
}

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

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>${title} / X</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif;
  background: light-dark(#f7f9f9, #000); color: light-dark(#0f1419, #e7e9ea); }
main { width: min(24rem, 100% - 4rem); padding: 2rem; border-radius: 1rem;
  background: light-dark(#fff, #16181c); box-shadow: 0 1px 8px #0003; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1rem; }
ul { padding-left: 1.25rem; }
button { width: 100%; margin-top: .75rem; padding: .75rem; border: 1px solid #8899a6; border-radius: 99rem;
  background: none; color: inherit; font: inherit; font-weight: 700; cursor: pointer; }
button.primary { border-color: transparent; background: light-dark(#0f1419, #eff3f4); color: light-dark(#fff, #0f1419); }
button:focus-visible { outline: 3px solid #1d9bf0; outline-offset: 2px; }
</style>
</head>
<body><main>${content}</main></body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

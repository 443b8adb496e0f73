/** A page of the local X, light or dark as the browser wants; `content` is HTML. */
export function page(title: string, content: string): string {
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
main > img, main > video { width: 100%; margin-top: 1rem; border-radius: .75rem; }
button.primary { border-color: transparent; background: light-dark(#0f1419, #eff3f4); color: light-dark(#fff, #0f1419); }
button:focus-visible { outline: 3px solid #1d9bf0; outline-offset: 2px; }
</style>
</head>
<body><main>${content}</main></body>
</html>`;
}

/** Text as it may stand in HTML and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

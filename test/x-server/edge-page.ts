import { type Answer, htmlAnswer } from "./answer";

/** What the servers in front of X answer by themselves: a page, whatever was asked for. */
export function edgePage(status: number): Answer {
  const page = htmlAnswer(
    status,
    `<!DOCTYPE html>
<html lang="en-US"><head><title>${status} | Cloudflare</title><style>body{margin:0}</style></head>
<body><h1>Sorry, you have been blocked</h1><p>You are unable to access x.com</p></body></html>`,
  );
  return { ...page, headers: { ...page.headers, server: "cloudflare" } };
}

/** The public address of a post; X finds it without the name, too. */
export function postUrl(xPostId: string, username: string | null): string {
  return `https://x.com/${username ?? "i"}/status/${xPostId}`;
}

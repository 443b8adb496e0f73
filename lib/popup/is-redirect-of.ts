/** Whether a pasted text is an address under the redirect address of this extension, with an answer in it. */
export function isRedirectOf(redirectUri: string, pasted: string): boolean {
  if (!pasted.startsWith(redirectUri) || !URL.canParse(pasted)) return false;
  return new URL(pasted).searchParams.has("state");
}

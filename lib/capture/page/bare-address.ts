/**
 * A web address without user name and password, with which a `fetch` is refused; any other address as it is.
 *
 * Source: https://fetch.spec.whatwg.org/#dom-request
 */
export function bareAddress(address: string): string {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === "" && url.password === "") return address;
  url.username = "";
  url.password = "";
  return url.href;
}

/**
 * A site as a person is told of it before they allow it: `https://cdn.example/*` is `cdn.example`; `http:` alone is said.
 *
 * Names of other scripts are always written as the browser asks for them, `xn--…`: letters that look like others, and marks
 * that turn the order of letters around, can then make no site look like another. Two hosts never have one name.
 *
 * @param site a match pattern, an origin, or a host
 */
export function siteName(site: string): string {
  const {
    scheme = "",
    wildcard = "",
    host = "",
  } = /^(?:(?<scheme>[^:/]*):\/\/)?(?<wildcard>\*\.)?(?<host>[^/]*)/s.exec(site)?.groups ?? {};
  return `${scheme === "http" ? "http://" : ""}${wildcard}${asciiHost(host)}`;
}

/** As an address has it; what none can have is not made readable. */
function asciiHost(host: string): string {
  const address = `https://${host}/`;
  return URL.canParse(address) ? new URL(address).host : encodeURI(host.toWellFormed());
}

/** First and last address of each range of IPv4 that is not of the public Internet. Source: IANA's special-purpose registry. */
const PRIVATE_RANGES: readonly (readonly [first: string, last: string])[] = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["224.0.0.0", "255.255.255.255"],
];

/** Endings of names that mean something in a private network only. Source: RFC 6761, 6762 with its appendix G, 8375, ICANN's `internal`. */
const PRIVATE_ENDINGS = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "home.arpa",
  "lan",
  "home",
  "corp",
];

/**
 * Whether a host lies on this computer or in a private network, as far as its name tells: a name of
 * the public Internet may lead there too, and cannot be looked up.
 *
 * @param hostname as `URL` has it: in lower case, IPv4 in four decimals, IPv6 in brackets
 */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  if (name.startsWith("[")) return isPrivateIpv6(name.slice(1, -1));
  if (isIpv4(name)) return isPrivateIpv4(name);
  // A name without a dot is one of the network that this computer is in.
  return (
    !name.includes(".") ||
    PRIVATE_ENDINGS.some((ending) => name === ending || name.endsWith(`.${ending}`))
  );
}

function isIpv4(name: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name);
}

function isPrivateIpv4(address: string): boolean {
  const value = toNumber(address);
  return PRIVATE_RANGES.some(
    ([first, last]) => value >= toNumber(first) && value <= toNumber(last),
  );
}

function toNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toDotted([, ...halves]: readonly string[]): string {
  const [high = 0, low = 0] = halves.map((half) => Number.parseInt(half, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** All but global unicast (2000::/3) and what embeds a public IPv4 address. */
function isPrivateIpv6(address: string): boolean {
  const embedded = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (embedded !== null) return isPrivateIpv4(toDotted(embedded));
  // Of 6to4 the address of the gateway: behind one of a private network lies that network.
  const sixToFour = /^2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/.exec(`${address}:`);
  if (sixToFour !== null) return isPrivateIpv4(toDotted(sixToFour));
  const first = Number.parseInt(address.split(":", 1)[0] ?? "", 16);
  return !(first >= 0x2000 && first <= 0x3fff);
}

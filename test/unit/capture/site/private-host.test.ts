import fc from "fast-check";
import { expect, it } from "vitest";
import { isPrivateHost } from "../../../../lib/capture/site/private-host";

const hostOf = (address: string) => new URL(`http://${address}/`).hostname;

it.each(
  `localhost a.localhost 127.0.0.1 127.1 0x7f.1 2130706433
  0.0.0.0 10.1.2.3 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255
  192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255 [::1] [::]
  [fe80::1] [fd00::1] [::ffff:10.0.0.1] [64:ff9b::7f00:1] [ff02::1] router
  printer.local x.internal nas.home.arpa nas.lan localhost. printer.local. 0177.0.0.1
  a.localhost. LOCALHOST wiki.intranet x.private mail.localdomain [2002:a00:1::] [2002:7f00:1::1] [::127.0.0.1]`.split(
    /\s+/,
  ),
)("%s is private", (address) => {
  expect(isPrivateHost(hostOf(address))).toBe(true);
});

it.each(
  `gallery.test x.com 8.8.8.8 100.128.0.1 172.15.0.1 172.32.0.1
  192.169.0.1 [2606:4700::1111] [::ffff:8.8.8.8] [2002:808:808::1] privatelocal.test localhost.example local.test 10.example`.split(
    /\s+/,
  ),
)("%s is public", (address) => {
  expect(isPrivateHost(hostOf(address))).toBe(false);
});

it("an address is private in IPv6 as it is in IPv4", () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(isPrivateHost(hostOf(`[::ffff:${address}]`))).toBe(isPrivateHost(address));
    }),
  );
});

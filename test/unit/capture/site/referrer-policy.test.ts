import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  refererFor,
  REFERRER_POLICIES,
  toReferrerPolicy,
} from "../../../../lib/capture/site/referrer-policy";

const PAGE = "https://user:secret@page.test/album?id=5#photo";
const FULL = "https://page.test/album?id=5";
const ORIGIN = "https://page.test/";

describe("the Referer of a page", () => {
  it.each([
    // policy, to its own origin, to another one, from https to http
    ["no-referrer", null, null, null],
    ["no-referrer-when-downgrade", FULL, FULL, null],
    ["same-origin", FULL, null, null],
    ["origin", ORIGIN, ORIGIN, null],
    ["strict-origin", ORIGIN, ORIGIN, null],
    ["origin-when-cross-origin", FULL, ORIGIN, null],
    ["strict-origin-when-cross-origin", FULL, ORIGIN, null],
    ["unsafe-url", FULL, FULL, null],
  ] as const)("under %s", (policy, own, other, downgraded) => {
    const targets = ["https://page.test/a.jpg", "https://cdn.test/a.jpg", "http://cdn.test/a.jpg"];
    expect(targets.map((target) => refererFor(PAGE, policy, target))).toEqual([
      own,
      other,
      downgraded,
    ]);
  });

  it("is none of an address that is no web address, nor to one", () => {
    for (const policy of REFERRER_POLICIES) {
      for (const page of [
        "file:///home/a.html",
        "about:blank",
        "data:,a",
        "blob:https://a.test/1",
      ]) {
        expect(refererFor(page, policy, "https://cdn.test/")).toBeNull();
      }
      expect(refererFor(PAGE, policy, "data:,a")).toBeNull();
    }
  });

  it("never tells a name, a password or a fragment, nor more than the origin to other sites by default", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REFERRER_POLICIES),
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        fc.webUrl(),
        (policy, page, target) => {
          const named = new URL(page);
          named.username = "somebody";
          named.password = "secret";
          const referer = refererFor(named.href, policy, target) ?? "";
          expect(referer).not.toMatch(/somebody|secret|#/);
        },
      ),
    );
  });
});

it.each([
  ["same-origin", "same-origin"],
  ["never", "no-referrer"],
  ["always", "unsafe-url"],
  ["default", "strict-origin-when-cross-origin"],
  ["origin-when-crossorigin", "origin-when-cross-origin"],
  ["", null],
  ["nonsense", null],
])("the policy that a page writes as %j is %s", (name, policy) => {
  expect(toReferrerPolicy(name)).toBe(policy);
});

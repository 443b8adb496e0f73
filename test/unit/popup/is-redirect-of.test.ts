import { describe, expect, it } from "vitest";
import { isRedirectOf } from "../../../lib/popup/is-redirect-of";

const REDIRECT = "https://abc.extensions.allizom.org/";

describe("a pasted address", () => {
  it.each([`${REDIRECT}?state=1&code=2`, `${REDIRECT}?error=access_denied&state=1`])(
    "%s ends the sign-in",
    (address) => expect(isRedirectOf(REDIRECT, address)).toBe(true),
  );

  it.each([
    "",
    "nonsense",
    REDIRECT,
    `${REDIRECT}?code=2`,
    "https://abc.extensions.allizom.org.evil.example/?state=1",
    "http://abc.extensions.allizom.org/?state=1",
    "https://x.com/i/oauth2/authorize?state=1",
  ])("%s does not", (address) => expect(isRedirectOf(REDIRECT, address)).toBe(false));

  it("means nothing while the redirect address is unknown", () => {
    expect(isRedirectOf("", "nonsense")).toBe(false);
  });
});

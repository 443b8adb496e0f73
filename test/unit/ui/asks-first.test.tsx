import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AccountCard } from "../../../entrypoints/options/account-card";
import type { Command } from "../../../lib/messages";
import { type AccountRecord, emptyAccount } from "../../../lib/store/account-record";
import { render } from "./render";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});
// It reads the store, which no test of this file fills.
vi.mock("../../../lib/ui/credits-note", () => ({ CreditsNote: () => null }));

const ACCOUNT: AccountRecord = {
  ...emptyAccount("primary", 0),
  clientId: "client-id-of-the-first-app",
  state: "signed-in",
  user: { id: "1", name: "Ada", username: "ada", tier: "standard" },
};
const OTHER: AccountRecord = { ...ACCOUNT, id: "second", user: null, state: "signed-out" };

let sent: Command[];
const send = (command: Command) => {
  sent.push(command);
  return Promise.resolve(true);
};
const card = (account: AccountRecord) =>
  render(<AccountCard account={account} accounts={[ACCOUNT, OTHER]} send={send} />);

beforeEach(() => {
  sent = [];
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("removing an account", () => {
  it("asks first, and does nothing when the person keeps it", async () => {
    const view = await card(ACCOUNT);
    await view.press("Remove @ada");
    expect(view.question()).toBe("Remove @ada?");
    await view.press("Keep as it is");
    expect(view.question()).toBeNull();
    expect(sent).toEqual([]);
  });

  it("removes it once the person has said so", async () => {
    const view = await card(ACCOUNT);
    await view.press("Remove @ada");
    await view.press("Remove @ada");
    expect(sent).toEqual([{ type: "remove-account", accountId: "primary" }]);
    expect(view.question()).toBeNull();
  });
});

describe("changing the client id", () => {
  it("of somebody who is signed in asks first, and changes nothing when it is kept", async () => {
    const view = await card(ACCOUNT);
    await view.write("client-id-of-another-app");
    await view.press("Save");
    expect(view.question()).toBe("Change the client id?");
    await view.press("Keep as it is");
    expect(sent).toEqual([]);
  });

  it("changes it once the person has said so", async () => {
    const view = await card(ACCOUNT);
    await view.write("client-id-of-another-app");
    await view.press("Save");
    await view.press("Change it");
    expect(sent).toEqual([
      { type: "save-client-id", accountId: "primary", clientId: "client-id-of-another-app" },
    ]);
  });

  it("asks nothing of who is signed out, or has changed nothing", async () => {
    const signedOut = await card(OTHER);
    await signedOut.write("client-id-of-another-app");
    await signedOut.press("Save");
    expect(signedOut.question()).toBeNull();
    const unchanged = await card(ACCOUNT);
    await unchanged.press("Save");
    expect(unchanged.question()).toBeNull();
    expect(sent).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { useXServer } from "./use-x-server";

describe("the credits", () => {
  const x = useXServer();
  const get = () => x.api.send("/2/usage/credits", { token: x.token });

  it("are told in dollars, and are nothing once they are spent", async () => {
    expect((await get()).json()).toMatchObject({ data: { total_balance: 12.5 } });
    x.server.change({ hasCredits: false });
    expect((await get()).json()).toMatchObject({ data: { total_balance: 0 } });
  });

  it("are told to nobody where X does not", async () => {
    x.server.change({ creditsUsd: null });
    expect((await get()).status).toBe(404);
  });
});

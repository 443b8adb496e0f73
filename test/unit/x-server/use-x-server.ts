import { afterAll, beforeAll, beforeEach } from "vitest";
import { startXServer } from "../../x-server/start-x-server";
import type { XServer, XServerOptions } from "../../x-server/x-server";
import { type ApiClient, connectApi } from "./api-client";

/** What the tests of one file share. Filled before the first test. */
export interface Fixture {
  server: XServer;
  api: ApiClient;
  /** A fresh access token with every scope, per test. */
  token: string;
}

/** One local X for a file's tests, reset before each. */
export function useXServer(options?: XServerOptions): Fixture {
  const fixture = {} as Fixture;
  beforeAll(async () => {
    fixture.server = await startXServer(options);
    fixture.api = connectApi(fixture.server);
  });
  beforeEach(() => {
    fixture.server.reset();
    fixture.token = fixture.server.issueGrant().accessToken;
  });
  afterAll(async () => {
    fixture.api.close();
    await fixture.server.close();
  });
  return fixture;
}

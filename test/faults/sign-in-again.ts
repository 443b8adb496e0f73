import { PRIMARY_ACCOUNT_ID } from "../../lib/store/account-record";
import { updateAccount } from "../../lib/store/account-store";
import { putGrant } from "../../lib/store/grant-store";
import type { JobWorld } from "../unit/runner/job-world";

/** A new grant, as a sign-in by the person gives; have the jobs resumed afterwards. */
export async function signInAgain({ server }: Pick<JobWorld, "server">): Promise<void> {
  const grant = server.issueGrant();
  await putGrant({
    accountId: PRIMARY_ACCOUNT_ID,
    clientId: server.clientId,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? null,
    expiresAtMs: Date.now() + grant.expiresInSecs * 1000,
    scopes: grant.scope.split(" "),
  });
  await updateAccount(PRIMARY_ACCOUNT_ID, { state: "signed-in", user: null, error: null });
}

import { browser } from "wxt/browser";
import { isComposerOpen, openComposer } from "../notices/open-composer";
import { beginCreditsReading, readCredits } from "../x/read-credits";
import { storedGrant } from "../x/stored-grant";
import { isXReachable, pasteRedirect, showSignInPage } from "../x/sign-in-page";
import type { ConnectX } from "../x/x-request";
import { addEmptyAccount, chooseAccount, removeAccount } from "./account-commands";
import type { AccountControl } from "./account-control";
import type { JobControl } from "../runner/job-control";
import { reportCrash } from "../runner/report-crash";
import { stayAwake } from "../runner/stay-awake";

// What signs in is needed by few starts of the worker.
const accounts = () => import("../x/account");

/** What commands about accounts do, with the browser's own sign-in window. */
export function createAccountControl(x: ConnectX, jobs: JobControl): AccountControl {
  const redirectUri = () => browser.identity.getRedirectURL();

  async function signIn(accountId: string): Promise<void> {
    const { signInAccount } = await accounts();
    const beganInPopup = await isComposerOpen();
    const { fetch: fetchFromX, now } = x;
    // However long the person takes: an ended worker would forget what X's answer belongs to.
    const fallAsleep = stayAwake();
    const wasBegun = await signInAccount(
      accountId,
      {
        fetch: fetchFromX,
        redirectUri: redirectUri(),
        now,
        showPage: showSignInPage,
        isXReachable,
      },
      (id) => x.as(id),
    ).finally(fallAsleep);
    if (!wasBegun) return;
    await jobs.runner.resumeAll();
    // X's window has closed the popup: the person goes on where they were.
    if (beganInPopup) await openComposer(undefined);
  }

  return {
    redirectUri,
    async saveClientId(accountId, clientId) {
      await (await accounts()).saveClientId(accountId, clientId, x.fetch);
    },
    beginSignIn: (accountId) => void signIn(accountId).catch(reportCrash),
    pasteRedirect,
    async signOut(accountId) {
      await (await accounts()).signOutAccount(accountId, x.fetch);
    },
    async readCredits(accountId, sinceMs) {
      if (!(await beginCreditsReading(accountId, sinceMs, x.now()))) return;
      // Whoever asked is answered at once: other commands must not wait for X.
      void readCredits(accountId, x.as(accountId)).catch(reportCrash);
    },
    add: () => addEmptyAccount(jobs),
    async remove(accountId) {
      await removeAccount(accountId, storedGrant(accountId), x.fetch, jobs);
    },
    choose: (accountId, postId) => chooseAccount(accountId, postId, jobs),
  };
}

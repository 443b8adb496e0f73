import { listAccounts } from "./account-store";
import { announceChange } from "./change-notice";
import { openDatabase } from "./database";

const KEY = "chosen-account";

/** The account that was chosen or posted with last, and that a new draft begins with. */
export async function getChosenAccountId(): Promise<string> {
  const [chosenId, accounts] = await Promise.all([
    openDatabase().then((database) => database.get("settings", KEY)),
    listAccounts(),
  ]);
  return (accounts.find(({ id }) => id === chosenId) ?? accounts[0]).id;
}

/** Has new drafts begin with an account. */
export async function setChosenAccountId(accountId: string): Promise<void> {
  await (await openDatabase()).put("settings", accountId, KEY);
  announceChange({ table: "settings", id: KEY });
}

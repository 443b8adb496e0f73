import { listAccounts } from "./account-store";
import { changeRecords } from "./change-records";
import { openDatabase } from "./database";

/** Under this key the table `settings` holds the chosen account's id. */
export const CHOSEN_ACCOUNT_KEY = "chosen-account";

/** The account that was chosen or posted with last, and that a new draft begins with. */
export async function getChosenAccountId(): Promise<string> {
  const [chosenId, accounts] = await Promise.all([
    openDatabase().then((database) => database.get("settings", CHOSEN_ACCOUNT_KEY)),
    listAccounts(),
  ]);
  return (accounts.find(({ id }) => id === chosenId) ?? accounts[0]).id;
}

/** Has new drafts begin with an account. */
export async function setChosenAccountId(accountId: string): Promise<void> {
  await changeRecords(["settings"], async (records) =>
    records.put("settings", accountId, { key: CHOSEN_ACCOUNT_KEY }),
  );
}

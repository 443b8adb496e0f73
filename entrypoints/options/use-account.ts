import { useEffect, useState } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import type { AccountRecord } from "../../lib/store/account-record";
import { getAccount } from "../../lib/store/account-store";
import { watchChanges } from "../../lib/store/change-notice";

/** The stored account, or why it cannot be read. */
export type AccountReading =
  | { readonly ok: true; readonly account: AccountRecord }
  | { readonly ok: false; readonly error: JobError };

/** Reads the account, and again whenever it changes; null before the first reading. */
export function useAccount(): AccountReading | null {
  const [reading, setReading] = useState<AccountReading | null>(null);
  useEffect(() => {
    let isOver = false;
    async function read(): Promise<void> {
      const next = await readOnce();
      if (!isOver) setReading(next);
    }
    const stopWatching = watchChanges(({ table }) => {
      if (table === "accounts") void read();
    });
    void read();
    return () => {
      isOver = true;
      stopWatching();
    };
  }, []);
  return reading;
}

async function readOnce(): Promise<AccountReading> {
  try {
    return { ok: true, account: await getAccount() };
  } catch (thrown) {
    return { ok: false, error: toJobError(thrown, "sign-in") };
  }
}

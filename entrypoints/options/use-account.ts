import { useEffect, useState } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import type { AccountRecord } from "../../lib/store/account-record";
import { getAccount } from "../../lib/store/account-store";
import { watchChanges } from "../../lib/store/change-notice";
import { READ_AGAIN_AFTER_MS } from "../popup/use-dashboard";

/** The stored account, or why it cannot be read. */
export type AccountReading =
  | { readonly ok: true; readonly account: AccountRecord }
  | { readonly ok: false; readonly error: JobError };

/** Reads the account, and again whenever it changes, or after a while when it could not be read; null before the first reading. */
export function useAccount(): AccountReading | null {
  const [reading, setReading] = useState<AccountReading | null>(null);
  useEffect(() => {
    let isOver = false;
    let nextTry = 0;
    async function read(): Promise<void> {
      const next = await readOnce();
      if (isOver) return;
      setReading(next);
      clearTimeout(nextTry);
      if (!next.ok) nextTry = window.setTimeout(() => void read(), READ_AGAIN_AFTER_MS);
    }
    const stopWatching = watchChanges(({ table }) => {
      if (table === "accounts") void read();
    });
    void read();
    return () => {
      isOver = true;
      clearTimeout(nextTry);
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

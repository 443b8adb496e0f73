import { useEffect, useState } from "preact/hooks";
import { type JobError, toJobError } from "../errors/job-error";
import type { AccountRecord } from "../store/account-record";
import { listAccounts } from "../store/account-store";
import { watchChanges } from "../store/change-notice";
import { READ_AGAIN_AFTER_MS } from "./read-again";

/** The stored accounts, or why they cannot be read. */
export type AccountsReading =
  | { readonly ok: true; readonly accounts: readonly [AccountRecord, ...AccountRecord[]] }
  | { readonly ok: false; readonly error: JobError };

/** Reads the accounts, and again whenever one changes, or after a while when they could not be read; null before the first reading. */
export function useAccounts(): AccountsReading | null {
  const [reading, setReading] = useState<AccountsReading | null>(null);
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

async function readOnce(): Promise<AccountsReading> {
  try {
    return { ok: true, accounts: await listAccounts() };
  } catch (thrown) {
    return { ok: false, error: toJobError(thrown, "sign-in") };
  }
}

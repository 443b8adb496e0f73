import { JobFailure } from "../errors/job-error";
import type { AccountCredits, AccountRecord } from "../store/account-record";
import { getAccount, updateAccount } from "../store/account-store";
import { getCredits } from "./credits";
import type { XConnection } from "./x-request";

/** A balance this old is asked for anew when a person looks at it. */
const KNOWN_FOR_MS = 10 * 60_000;

/** X is not asked more often than this, whatever has happened since. */
const LEAST_BETWEEN_MS = 60_000;

/** Who may ask does not change from hour to hour. */
const REFUSAL_HOLDS_MS = 24 * 60 * 60_000;

/**
 * Whether X is to be asked for the credits of an account.
 *
 * @param sinceMs an answer from before this moment (epoch milliseconds) is none; null: any will do
 */
export function isCreditsReadingDue(
  { state, credits }: Pick<AccountRecord, "state" | "credits">,
  sinceMs: number | null,
  nowMs: number,
): boolean {
  if (state !== "signed-in") return false;
  if (credits === null || credits === undefined) return true;
  const agoMs = nowMs - credits.askedAtMs;
  // A clock that was set back must not hold this up for long.
  if (agoMs < 0) return true;
  if (credits.isRefused) return agoMs >= REFUSAL_HOLDS_MS;
  if (agoMs < LEAST_BETWEEN_MS) return false;
  const toldAtMs = credits.told?.atMs ?? 0;
  return agoMs >= KNOWN_FOR_MS || toldAtMs < (sinceMs ?? 0);
}

/**
 * Stores that X is being asked, if that is due: an ended worker, or another window, must not ask at once again.
 *
 * @returns whether to ask, with {@link readCredits}
 */
export async function beginCreditsReading(
  accountId: string,
  sinceMs: number | null,
  nowMs: number,
): Promise<boolean> {
  const account = await getAccount(accountId);
  if (!isCreditsReadingDue(account, sinceMs, nowMs)) return false;
  const told = account.credits?.told ?? null;
  await updateAccount(accountId, { credits: { askedAtMs: nowMs, isRefused: false, told } });
  return true;
}

/** Asks X for the credits and stores the answer. Whatever goes wrong, nobody is told and nothing else changes. */
export async function readCredits(accountId: string, connection: XConnection): Promise<void> {
  const askedAtMs = connection.now();
  const outcome = await ask(connection);
  const { state, credits } = await getAccount(accountId);
  // Signed out meanwhile, and perhaps by somebody else anew.
  if (state !== "signed-in" || credits === null || credits === undefined) return;
  await updateAccount(accountId, { credits: { ...credits, ...outcome, askedAtMs } });
}

async function ask(connection: XConnection): Promise<Partial<AccountCredits>> {
  try {
    const balance = await getCredits(connection, AbortSignal.timeout(30_000));
    if (balance === null) return { isRefused: true };
    return { told: { totalUsd: balance.totalUsd, atMs: connection.now() } };
  } catch (failure) {
    if (!(failure instanceof JobFailure)) throw failure;
    const { httpStatus } = failure.error.server ?? { httpStatus: 0 };
    return { isRefused: httpStatus === 403 || httpStatus === 404 };
  }
}

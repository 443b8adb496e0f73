import { JobFailure, jobError } from "../errors/job-error";
import { asRecord } from "./server-answer";
import { requestX, type XConnection } from "./x-request";

/** What is left of the credits that X bills, in US dollars. */
export interface CreditBalance {
  /** Bought and free ones together; X says 0 where they are overdrawn. */
  readonly totalUsd: number;
}

/**
 * Asks X for the credits of the app's owner, in one call. Nothing may depend on the answer: who may ask is
 * told nowhere, and a 404 was met in its place. A refused token is not replaced for it, and the sign-in is
 * not doubted. Source: "Get usage credits" of the API reference, 2.167.
 *
 * @returns null where X's answer names no balance
 * @throws `JobFailure` as any call of X
 */
export async function getCredits(
  connection: XConnection,
  signal: AbortSignal,
): Promise<CreditBalance | null> {
  const body = await requestX(withoutDoubts(connection), {
    method: "GET",
    path: "/2/usage/credits",
    stage: "sign-in",
    signal,
    overdue: 30_000,
  });
  const { total_balance: totalUsd } = asRecord(body["data"]);
  return typeof totalUsd === "number" && Number.isFinite(totalUsd) ? { totalUsd } : null;
}

/** What X refuses here says nothing about the sign-in: no token is replaced for it, and none is doubted. */
function withoutDoubts(connection: XConnection): XConnection {
  const { tokens } = connection;
  return {
    ...connection,
    tokens: {
      get: () => tokens.get(),
      replace: () => Promise.reject(new JobFailure(jobError("token-refused", "sign-in"))),
      noteRefusal: () => Promise.resolve(connection.now()),
      noteSuccess: () => tokens.noteSuccess(),
    },
  };
}

import type { Answer } from "./answer";
import type { Grant } from "./grant-store";
import type { OperationName } from "./operation";
import {
  accountLocked,
  creditsDepleted,
  forbidden,
  spendCapReached,
  tooManyRequests,
  unauthorized,
  userSuspended,
} from "./problem-answers";
import type { ServiceState } from "./service-state";
import type { XRequest } from "./x-request";
import type { XUser } from "./x-user";

/** An operation of the API, run for the person behind the access token. */
export type ApiOperation = (request: XRequest, state: ServiceState, user: XUser) => Answer;

const mediaScopes = ["media.write"];
const readScopes = ["tweet.read", "users.read"];

const requiredScopes: Partial<Record<OperationName, readonly string[]>> = {
  me: readScopes,
  timeline: readScopes,
  uploadImage: mediaScopes,
  initialize: mediaScopes,
  append: mediaScopes,
  finalize: mediaScopes,
  status: mediaScopes,
  metadata: mediaScopes,
  attachSubtitles: mediaScopes,
  detachSubtitles: mediaScopes,
  createPost: ["tweet.read", "tweet.write", "users.read"],
};

// Uploads are not on X's price list.
const billedOperations: readonly OperationName[] = ["me", "timeline", "metadata", "createPost"];

/**
 * Runs an operation if the caller may: 401 without a live access token, 403 without the scopes, 429
 * after too many calls or for an account that X has closed, 402 without credits, and 403 at the
 * spending limit, for what X bills.
 */
export function runWithAccess(
  request: XRequest,
  state: ServiceState,
  operation: ApiOperation,
): Answer {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const grant = token === undefined ? undefined : state.grants.findByAccessToken(token);
  const user = state.users.find(({ id }) => id === grant?.userId);
  if (grant === undefined || user === undefined) return unauthorized();
  const standing = state.rateLimits.count(user.id, request.operation);
  const refusal = standing.isExceeded ? tooManyRequests() : refuseCall(request, state, grant);
  const answer = refusal ?? operation(request, state, user);
  return { ...answer, headers: { ...answer.headers, ...standing.headers } };
}

function refuseCall(
  { operation }: XRequest,
  { settings }: ServiceState,
  grant: Grant,
): Answer | undefined {
  if (settings.accountState === "suspended") return userSuspended();
  if (settings.accountState === "locked") return accountLocked();
  const scopes = requiredScopes[operation] ?? [];
  if (!scopes.every((scope) => grant.scopes.includes(scope))) return forbidden();
  if (!billedOperations.includes(operation)) return undefined;
  if (settings.isSpendCapReached) return spendCapReached();
  return settings.hasCredits ? undefined : creditsDepleted();
}

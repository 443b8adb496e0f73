import type { ApiOperation } from "./access-check";
import { jsonAnswer } from "./answer";
import { notFound } from "./problem-answers";
import { refuseQuery } from "./query-checks";

/** `GET /2/usage/credits`: what is left of the credits; 404 where X does not tell, as it was met. */
export const showCredits: ApiOperation = ({ query, path }, { settings }) => {
  const refusal = refuseQuery(query, {});
  if (refusal) return refusal;
  if (settings.creditsUsd === null) return notFound(path);
  const total = settings.hasCredits ? settings.creditsUsd : 0;
  return jsonAnswer(200, {
    data: { total_balance: total, prepaid_balance: total, free_balance: 0 },
  });
};

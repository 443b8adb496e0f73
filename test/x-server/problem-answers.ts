import { type Answer, jsonAnswer } from "./answer";

/**
 * One thing that is wrong with a request: X's words, and the parameters they speak of.
 * `parameters` maps a parameter's name to the values that were sent.
 */
export interface RequestIssue {
  message: string;
  parameters: Record<string, string[]>;
}

const problemJson = { "content-type": "application/problem+json; charset=utf-8" };

// Answers seen until mid 2026 name the first host, the 2.167 document the second: a client must not
// depend on either, so both occur here.
const olderProblemHost = "https://api.twitter.com/2/problems";
const newerProblemHost = "https://api.x.com/2/problems";

function blankProblem(status: number, title: string, detail: string): Answer {
  return jsonAnswer(status, { title, type: "about:blank", status, detail }, problemJson);
}

/** 400: the generic words in `detail`, the useful ones in `errors[].message`. */
export function invalidRequest(...issues: readonly RequestIssue[]): Answer {
  return jsonAnswer(
    400,
    {
      errors: issues,
      title: "Invalid Request",
      detail: "One or more parameters to your request was invalid.",
      type: `${newerProblemHost}/invalid-request`,
    },
    problemJson,
  );
}

/** 400 for media that is unfinished, expired, failed, another person's, or an illegal mix. */
export function invalidMediaIds(mediaIds: readonly string[]): Answer {
  return jsonAnswer(
    400,
    {
      errors: [
        {
          parameters: { "media.media_ids": mediaIds },
          message: "Your media IDs are invalid.",
        },
      ],
      title: "Invalid Request",
      detail: "One or more parameters to your request was invalid.",
      type: `${olderProblemHost}/invalid-request`,
    },
    problemJson,
  );
}

/** 400 for a media id that is unknown here, expired, or has nothing to report. */
export function mediaNotFound(parameter: string, mediaId: string): Answer {
  return invalidRequest({
    message: "BadRequest: Not found",
    parameters: { [parameter]: [mediaId] },
  });
}

/** 401 for a missing, expired or ended access token. */
export function unauthorized(): Answer {
  return blankProblem(401, "Unauthorized", "Unauthorized");
}

/** 402 for an app whose owner has no credits left. */
export function creditsDepleted(): Answer {
  const accountId = 2051096097834344448n;
  return {
    status: 402,
    headers: problemJson,
    // Written by hand: X sends the account id as a number too large for JavaScript's own.
    body: `{"account_id":${accountId},"title":"CreditsDepleted","detail":"Your enrolled account [${accountId}] does not have any credits to fulfill this request.","type":"${olderProblemHost}/credits"}`,
  };
}

/** 403 for an app whose owner's spending limit is reached; its type is that of spent credits. */
export function spendCapReached(): Answer {
  return jsonAnswer(
    403,
    {
      account_id: 1,
      title: "SpendCapReached",
      detail:
        "Your enrolled account [1] has reached its billing cycle spend cap. API requests will be blocked until the next cycle begins on 2026-12-13.",
      reset_date: "2026-12-13",
      type: `${olderProblemHost}/credits`,
    },
    problemJson,
  );
}

/** 403 for a person whose account X has suspended. */
export function userSuspended(): Answer {
  return jsonAnswer(
    403,
    {
      detail: "The user used for authentication is suspended",
      title: "Forbidden",
      status: 403,
      type: `${olderProblemHost}/user-suspended`,
    },
    problemJson,
  );
}

/** 403 for a person who has to unlock the account at X first, in the older form of errors. */
export function accountLocked(): Answer {
  return jsonAnswer(403, {
    errors: [
      {
        code: 326,
        message:
          "To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account.",
      },
    ],
  });
}

/** 403 with X's words in `detail`; plain `Forbidden` is what a missing scope gets. */
export function forbidden(detail = "Forbidden"): Answer {
  return blankProblem(403, "Forbidden", detail);
}

/** 404 for an address or a user that does not exist. */
export function notFound(path: string): Answer {
  return jsonAnswer(
    404,
    {
      title: "Not Found Error",
      detail: `Could not find anything at ${path}.`,
      type: `${newerProblemHost}/resource-not-found`,
      status: 404,
    },
    problemJson,
  );
}

/** 415 for a content type that the operation does not take. */
export function unsupportedContentType(contentType: string): Answer {
  return blankProblem(
    415,
    "Unsupported Media Type",
    `Content type '${contentType}' is not supported here.`,
  );
}

/** 429 for a spent window; the headers say when it ends. */
export function tooManyRequests(): Answer {
  return blankProblem(429, "Too Many Requests", "Too Many Requests");
}

/** 500 for a defect of the local X itself; the log entry carries the reason. */
export function internalError(): Answer {
  return blankProblem(500, "Internal Server Error", "Internal Server Error");
}

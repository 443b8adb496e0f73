import type { ApiOperation } from "./access-check";
import { jsonAnswer } from "./answer";
import { mediaData } from "./media-data";
import { mediaNotFound } from "./problem-answers";
import { refuseQuery } from "./query-checks";
import { withAdvice } from "./upload-segments";

// A timer may fire this much before its time; it is not what "early" is meant to catch.
const timerToleranceMs = 2;

/** `GET /2/media/upload?command=STATUS`: progress of a GIF or video; images have none to report. */
export const mediaStatus: ApiOperation = (request, state, user) => {
  const refusal = refuseQuery(request.query, { media_id: /^[0-9]{1,19}$/, command: /^STATUS$/ }, [
    "media_id",
  ]);
  if (refusal) return refusal;
  const mediaId = request.query.get("media_id") ?? "";
  const record = state.media.owned(mediaId, user.id);
  if (record?.phase.name !== "processing") {
    return { ...mediaNotFound("media_id", mediaId), note: { mediaId } };
  }
  const { lastAdvice } = record;
  const isEarly =
    lastAdvice !== undefined &&
    request.arrivedAtMs + timerToleranceMs < lastAdvice.sentAtMs + lastAdvice.checkAfterSecs * 1000;
  return withAdvice(record, {
    ...jsonAnswer(200, { data: mediaData(record) }),
    note: { mediaId, ...(isEarly && { early: true }) },
  });
};

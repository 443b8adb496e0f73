import type { JobError } from "../errors/job-error";
import { translate } from "../i18n/translate";

/** What the server said, word for word and as text. */
export function ServerDetails({ error }: { error: JobError }) {
  const { server, details } = error;
  const rows = [
    [translate("notice_code"), error.code],
    [translate("notice_stage"), error.stage],
    [
      translate("notice_http_status"),
      server?.httpStatus ?? ("httpStatus" in details ? details.httpStatus : undefined),
    ],
    [translate("notice_server_code"), server?.code],
    [translate("notice_server_name"), server?.name],
    [translate("notice_server_title"), server?.title],
    [translate("notice_server_detail"), server?.detail],
    [translate("notice_server_message"), server?.message],
    [translate("notice_transaction_id"), server?.transactionId],
  ] as const;
  return (
    <dl>
      {rows.map(([term, value]) =>
        value === undefined || value === null || value === "" ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

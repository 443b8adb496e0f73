import { translate } from "../../lib/i18n/translate";
import type { FailedAttachment } from "../../lib/jobs/attachment";
import { listStreams } from "../../lib/jobs/stream-choice";

/** The streams of a page among which the person has to choose the one to post; nothing where an error names none. */
export function StreamList({
  attachment,
  onChoose,
}: {
  readonly attachment: FailedAttachment;
  readonly onChoose: (url: string) => void;
}) {
  const streams = listStreams(attachment.error, attachment.source);
  if (streams.length === 0) return null;
  return (
    <ul class="stream-list" aria-label={translate("label_streams")}>
      {streams.map((url) => (
        <li key={url}>
          <button
            type="button"
            class="button is-small"
            dir="ltr"
            title={url}
            onClick={() => onChoose(url)}
          >
            {nameStream(url)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The site, and the end of the path, which tells streams of one site apart. */
function nameStream(url: string): string {
  const { hostname, pathname } = new URL(url);
  const ending = pathname.split("/").slice(-2).join("/");
  return `${hostname} … ${ending}`;
}

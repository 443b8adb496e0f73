import { useId, useState } from "preact/hooks";
import { explainError } from "../../lib/errors/explain-error";
import { jobError, toJobError, type JobError } from "../../lib/errors/job-error";
import { spaceOf } from "../../lib/i18n/space-of";
import { translate } from "../../lib/i18n/translate";
import type { Attachment, Subtitles } from "../../lib/jobs/attachment";
import { languageName, likelyLanguage, SUBTITLE_LANGUAGES } from "../../lib/i18n/language-name";
import { judgeSubtitles } from "../../lib/media/subtitles";
import { putLocalFile } from "../../lib/store/local-file-store";
import { useSay } from "./messages";
import { openInTab } from "./open-in-tab";
import { StreamSubtitles } from "./stream-subtitles";
import type { Send } from "../../lib/ui/use-commands";

/** The subtitles of a video: a file and its language. */
export function SubtitlesField({
  attachment,
  isPopup,
  send,
}: {
  attachment: Attachment;
  isPopup: boolean;
  send: Send;
}) {
  const id = useId();
  const attachmentId = attachment.id;
  const { subtitles } = attachment;
  const say = useSay();
  const [error, setError] = useState<JobError | null>(null);

  async function choose(file: File): Promise<void> {
    setError(null);
    try {
      const reading = judgeSubtitles(await file.slice(0, 65_536).text(), file.size);
      if (!reading.ok) {
        setError(jobError(reading.code, "subtitles"));
        return;
      }
      await use(file, file.name, likelyLanguage(translate("locale_tag")));
    } catch (thrown) {
      setError(toJobError(thrown, "subtitles"));
    }
  }

  async function use(file: Blob, fileName: string, languageCode: string): Promise<void> {
    const fileId = crypto.randomUUID();
    await putLocalFile(fileId, file, Date.now());
    await send({ type: "choose-subtitles", attachmentId, fileId, fileName, languageCode });
  }

  async function remove({ bytes, fileName, languageCode }: Subtitles): Promise<void> {
    if (!(await send({ type: "remove-subtitles", attachmentId }))) return;
    const undo = () =>
      void use(new Blob([bytes]), fileName, languageCode).catch((thrown: unknown) =>
        setError(toJobError(thrown, "subtitles")),
      );
    say({ text: translate("composer_removed"), undo });
  }

  return (
    <fieldset class="field option-group">
      <legend class="field-label">{translate("media_subtitles")}</legend>
      {subtitles === null && <StreamSubtitles attachment={attachment} send={send} />}
      {subtitles !== null ? (
        <>
          <div class="field-row">
            <bdi class="file-name">{subtitles.fileName}</bdi>
            <button type="button" class="button is-small" onClick={() => void remove(subtitles)}>
              {translate("media_subtitles_remove")}
            </button>
          </div>
          <select
            class="field-box"
            aria-label={translate("media_subtitles_language")}
            value={subtitles.languageCode}
            onChange={(event) =>
              void send({
                type: "set-subtitle-language",
                attachmentId,
                languageCode: event.currentTarget.value,
              })
            }
          >
            {SUBTITLE_LANGUAGES.map((code) => (
              <option key={code} value={code} dir="auto" lang={code}>
                {languageName(code)}
              </option>
            ))}
          </select>
        </>
      ) : isPopup ? (
        <button type="button" class="button is-small" onClick={() => void openInTab()}>
          {translate("media_subtitles_in_tab")}
        </button>
      ) : (
        <input
          class="file-box"
          type="file"
          accept=".srt,.vtt,text/vtt"
          aria-label={translate("media_subtitles_choose")}
          aria-describedby={`${id}-error`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file !== undefined) void choose(file);
          }}
        />
      )}
      <p id={`${id}-error`} class="field-hint is-wrong" role="status">
        {error !== null && describe(error)}
      </p>
    </fieldset>
  );
}

function describe(error: JobError): string {
  const { sentence, nextStep } = explainError(error);
  return `${sentence}${spaceOf(translate("locale_tag"))}${nextStep}`;
}

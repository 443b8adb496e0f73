import { useId } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import { translate } from "../../lib/i18n/translate";
import { exportActivity } from "../../lib/popup/export-activity";
import { exportLog } from "../../lib/popup/export-log";
import { listAccounts } from "../../lib/store/account-store";
import { readAllJobs } from "../../lib/store/search-activity";

/** Saves the list of posts as a file: whole for the person, or without texts for others to look at. */
export function ExportButtons({ onError }: { onError: (error: JobError) => void }) {
  const id = useId();
  const run = (save: () => Promise<void>) => {
    save().catch((thrown: unknown) => onError(toJobError(thrown, "post")));
  };
  return (
    <>
      <div class="search-export">
        <button
          type="button"
          class="button is-small"
          aria-describedby={`${id}-list`}
          onClick={() => run(saveList)}
        >
          {translate("activity_export")}
        </button>
        <p id={`${id}-list`} class="field-hint">
          {translate("activity_export_hint")}
        </p>
      </div>
      <div class="search-export">
        <button
          type="button"
          class="button is-small"
          aria-describedby={`${id}-log`}
          onClick={() => run(saveLog)}
        >
          {translate("activity_export_log")}
        </button>
        <p id={`${id}-log`} class="field-hint">
          {translate("activity_export_log_hint")}
        </p>
      </div>
    </>
  );
}

async function saveList(): Promise<void> {
  const nowMs = Date.now();
  saveFile("posts", exportActivity(await readAllJobs(), nowMs), nowMs);
}

async function saveLog(): Promise<void> {
  const nowMs = Date.now();
  const [jobs, accounts] = await Promise.all([readAllJobs(), listAccounts()]);
  saveFile("log", exportLog(jobs, accounts, nowMs), nowMs);
}

function saveFile(name: string, json: string, nowMs: number): void {
  const url = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}-${new Date(nowMs).toISOString().slice(0, 10)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

import { useEffect, useRef, useState } from "preact/hooks";
import { type JobError, toJobError } from "../../lib/errors/job-error";
import type { Job } from "../../lib/jobs/job";
import type { Send } from "../../lib/ui/use-commands";

/** Files that come from outside the browser. */
export interface AddedFiles {
  readonly add: (files: readonly File[]) => void;
  /** Files are being dragged over the page. */
  readonly isDraggedOver: boolean;
  /** Why some of the last ones were not taken. */
  readonly refusal: JobError | null;
  readonly dismissRefusal: () => void;
}

/** Takes files that are dropped anywhere on the page, pasted anywhere, or handed to `add`. */
export function useAddedFiles(draft: Job | null, send: Send): AddedFiles {
  const [refusal, setRefusal] = useState<JobError | null>(null);
  const [isDraggedOver, setIsDraggedOver] = useState(false);

  const add = useRef((_files: readonly File[]): void => {});
  add.current = (files) => {
    setRefusal(null);
    void import("./add-files")
      .then(({ addFiles }) => addFiles(draft, files, send))
      .then(setRefusal, (thrown: unknown) => setRefusal(toJobError(thrown, "capture")));
  };

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const take = (event: Event, data: DataTransfer | null): void => {
      const files = [...(data?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add.current(files);
    };
    document.addEventListener("paste", (event) => take(event, event.clipboardData), { signal });
    document.addEventListener(
      "dragover",
      (event) => {
        if (event.dataTransfer?.types.includes("Files") !== true) return;
        event.preventDefault();
        setIsDraggedOver(true);
      },
      { signal },
    );
    document.addEventListener(
      "dragleave",
      (event) => {
        // Null: the pointer has left the page, not only an element.
        if (event.relatedTarget === null) setIsDraggedOver(false);
      },
      { signal },
    );
    document.addEventListener(
      "drop",
      (event) => {
        setIsDraggedOver(false);
        take(event, event.dataTransfer);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);

  return {
    add: (files) => add.current(files),
    isDraggedOver,
    refusal,
    dismissRefusal: () => setRefusal(null),
  };
}

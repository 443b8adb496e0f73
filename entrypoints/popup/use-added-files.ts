import { useEffect, useRef, useState } from "preact/hooks";
import { toJobError } from "../../lib/errors/job-error";
import type { Send } from "../../lib/ui/use-commands";
import type { AddingOutcome } from "./add-files";
import { pastedFiles } from "./pasted-files";

const NOTHING_REFUSED: AddingOutcome = { refused: [], error: null };

/** Files that come from outside the browser. */
export interface AddedFiles {
  readonly add: (files: readonly File[]) => void;
  /** Files are being dragged over the page. */
  readonly isDraggedOver: boolean;
  /** What was not taken of the last ones. */
  readonly outcome: AddingOutcome;
  readonly dismiss: () => void;
}

/** Takes files that are dropped anywhere on the page, pasted anywhere, or handed to `add`. */
export function useAddedFiles(send: Send): AddedFiles {
  const [outcome, setOutcome] = useState<AddingOutcome>(NOTHING_REFUSED);
  const [isDraggedOver, setIsDraggedOver] = useState(false);

  const add = useRef((_files: readonly File[]): void => {});
  add.current = (files) => {
    setOutcome(NOTHING_REFUSED);
    void import("./add-files")
      .then(({ addFiles }) =>
        addFiles(files, send, (refused) => setOutcome({ refused, error: null })),
      )
      .then(setOutcome, (thrown: unknown) =>
        setOutcome({ refused: [], error: toJobError(thrown, "capture") }),
      );
  };

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const take = (event: Event, files: readonly File[]): void => {
      if (files.length === 0) return;
      event.preventDefault();
      add.current(files);
    };
    document.addEventListener(
      "paste",
      (event) => take(event, pastedFiles(event.clipboardData, event.target)),
      { signal },
    );
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
        take(event, [...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);

  return {
    add: (files) => add.current(files),
    isDraggedOver,
    outcome,
    dismiss: () => setOutcome(NOTHING_REFUSED),
  };
}

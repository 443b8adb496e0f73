import { isTextBox } from "../../lib/ui/is-text-box";

/** What the clipboard holds, as far as it is looked at. */
export type PastedData = Pick<DataTransfer, "files" | "getData">;

/**
 * The files that are meant when something is pasted. Word processors and tables put a picture of copied
 * words beside them: in a text box the words are meant, and the picture is no file to add. A copied image
 * comes with HTML, too, but with none that holds words.
 */
export function pastedFiles(data: PastedData | null, target: EventTarget | null): readonly File[] {
  if (data === null || (isTextBox(target) && holdsWords(data.getData("text/html")))) return [];
  return [...data.files];
}

function holdsWords(html: string): boolean {
  if (html === "") return false;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return body.textContent.trim() !== "";
}

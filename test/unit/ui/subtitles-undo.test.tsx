import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type ShortMessage, SayContext } from "../../../entrypoints/popup/messages";
import { SubtitlesField } from "../../../entrypoints/popup/subtitles-field";
import type { Command } from "../../../lib/messages";
import { getLocalFile } from "../../../lib/store/local-file-store";
import { attachmentIn, VIDEO } from "../jobs/example-records";
import { freshDatabase } from "../store/fresh-database";
import { render } from "./render";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});

const SRT = "1\n00:00:00,000 --> 00:00:01,000\nBoats\n";
const subtitles = {
  id: "s",
  bytes: new TextEncoder().encode(SRT),
  fileName: "boats.srt",
  format: "text/srt",
  languageCode: "DE",
} as const;

beforeEach(freshDatabase);

afterEach(() => {
  vi.unstubAllGlobals();
});

it("subtitles that were removed come back with their file, its name and its language", async () => {
  const sent: Command[] = [];
  const said: ShortMessage[] = [];
  const send = (command: Command) => {
    sent.push(command);
    return Promise.resolve(true);
  };
  const view = await render(
    <SayContext.Provider value={(message) => void said.push(message)}>
      <SubtitlesField
        attachment={attachmentIn("ready", { id: "v", media: VIDEO, subtitles })}
        isPopup={false}
        send={send}
      />
    </SayContext.Provider>,
  );
  await view.press("Remove subtitles");
  expect(sent).toEqual([{ type: "remove-subtitles", attachmentId: "v" }]);
  expect(said).toMatchObject([{ text: "Removed." }]);
  said[0]?.undo?.();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  const back = sent[1];
  expect(back).toMatchObject({
    type: "choose-subtitles",
    attachmentId: "v",
    fileName: "boats.srt",
    languageCode: "DE",
  });
  const file = back?.type === "choose-subtitles" ? await getLocalFile(back.fileId) : null;
  expect(await file?.arrayBuffer()).toEqual(subtitles.bytes.buffer);
});

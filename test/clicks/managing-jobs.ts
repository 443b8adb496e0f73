import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";

import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeStore } from "../bench/extension-store";
import { waitUntil } from "../browser/harness/wait-until";
import { openInLanguage } from "../looks/open-in-language";
import { postIn } from "../unit/jobs/example-records";
import { fileOf, waitForPosts, waitForReady } from "./hand-steps";
import type { HandJob } from "./job";

const HUGE_BYTES = 18_000_000_000;
const ENTRIES = 240;
const MINUTE_MS = 60_000;
const LANGUAGES = ["en", "de", "es", "fr", "pt-BR", "ja", "zh-CN", "ar"] as const;

/** What goes wrong, and what stands around the composer. */
export const MANAGING_JOBS: readonly HandJob[] = [
  {
    name: "a text and a film of 18 GB are refused, each by name",
    async run(hand, begin) {
      const folder = mkdtempSync(join(tmpdir(), "huge-"));
      const [text, film] = [join(folder, "notes.txt"), join(folder, "film.mp4")];
      writeFileSync(text, "notes");
      writeFileSync(film, readFileSync(fileOf("lighthouse.mp4")));
      // A hole: it takes no room on the disk.
      truncateSync(film, HUGE_BYTES);
      const { page } = await hand.world.openComposer();
      begin();
      await hand.chooseFiles(page.getByRole("button", { name: "Add files" }), [text, film]);
      await page.getByRole("alert").filter({ hasText: "notes.txt" }).waitFor();
      await page.getByRole("alert").filter({ hasText: "film.mp4" }).waitFor();
      rmSync(folder, { recursive: true });
    },
  },
  {
    name: "a post fails for want of credits, and goes out once they are there",
    async run(hand, begin) {
      const { world } = hand;
      const { page, media } = await world.visit("png");
      begin();
      await hand.tweet(page, media);
      const popup = await hand.popup();
      await waitForReady(popup, 1);
      world.x.change({ hasCredits: false });
      await hand.click(popup.post);
      // The activity comes to the front by itself.
      const retry = popup.page.getByRole("button", { name: "Retry" });
      await retry.waitFor();
      world.x.change({ hasCredits: true });
      await hand.click(retry);
      await waitForPosts(world, 1);
    },
  },
  {
    name: "settings: a template with the page's title",
    async run(hand, begin) {
      const composer = await hand.world.openComposer();
      begin();
      const opened = hand.world.browser.context.waitForEvent("page");
      await hand.click(composer.page.getByRole("button", { name: "Settings" }));
      const settings = await opened;
      await hand.click(settings.getByRole("button", { name: "Insert {title}" }));
      await settings.locator(".example").waitFor();
    },
  },
  {
    name: `activity: one of ${ENTRIES} posts is found`,
    async run(hand, begin) {
      const composer = await hand.world.openComposer();
      const numbers = Array.from({ length: ENTRIES }, (_, index) => index);
      await writeStore(
        composer.page,
        "posts",
        numbers.map((index) =>
          postIn("posted", {
            id: `post-${index}`,
            updatedAtMs: Date.now() - index * 60 * MINUTE_MS,
            text: `Post number ${index}`,
            attachmentIds: [],
          }),
        ),
      );
      await composer.page.reload();
      begin();
      await hand.click(composer.page.getByRole("tab", { name: "Activity" }));
      await hand.click(composer.page.getByRole("button", { name: "Search posts" }));
      await composer.page.getByRole("searchbox").fill("number 237");
      const items = composer.page.getByRole("list", { name: "Activity" }).locator("> li");
      await waitUntil("it alone", async () => (await items.count()) === 1);
      await items.filter({ hasText: "Post number 237" }).waitFor();
    },
  },
  {
    name: "in a tab: one picture is pasted, one dropped",
    async run(hand, begin) {
      const { page } = await hand.world.visit("no-alt-image");
      begin();
      const popup = await hand.openPopup(page);
      const opened = hand.world.browser.context.waitForEvent("page");
      await hand.click(popup.page.getByRole("button", { name: "Open in tab" }));
      const tab = await opened;
      for (const kind of ["paste", "drop"] as const) {
        const bytes = [...readFileSync(fileOf(kind === "paste" ? "dunes.png" : "harbor.jpg"))];
        await tab.evaluate(bringFile, { kind, bytes });
      }
      await waitUntil(
        "both to be ready",
        async () => (await tab.locator('.media-item[data-state="ready"]').count()) === 2,
      );
      await hand.click(tab.getByRole("button", { name: "Post", exact: true }));
      await waitForPosts(hand.world, 1);
    },
  },
  {
    name: `languages: the popup in ${LANGUAGES.length}, nothing sticks out`,
    async run(_hand, begin) {
      begin();
      for (const language of LANGUAGES) {
        const { context, origin, close } = await openInLanguage(language);
        const page = await context.newPage();
        await page.setViewportSize({ width: 380, height: 600 });
        await page.goto(`${origin}/popup.html`);
        await page.getByRole("tab").first().waitFor();
        const [spoken, widthPx] = await page.evaluate(() => [
          document.documentElement.lang,
          document.documentElement.scrollWidth,
        ]);
        await close();
        if (spoken !== language) throw new Error(`The popup speaks ${spoken}, not ${language}.`);
        if (widthPx > 380) throw new Error(`In ${language} the popup is ${widthPx} pixels wide.`);
      }
    },
  },
];

/** Runs in the page: a file that comes from outside, by the clipboard or dragged. */
function bringFile({ kind, bytes }: { kind: "paste" | "drop"; bytes: number[] }): void {
  const data = new DataTransfer();
  const [name, type] = kind === "paste" ? ["a.png", "image/png"] : ["b.jpg", "image/jpeg"];
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  document.dispatchEvent(
    kind === "paste"
      ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
      : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
  );
}

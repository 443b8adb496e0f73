import type { ExtensionWorld } from "../browser/extension-world";
import { ComposerPage } from "../browser/composer-page";
import { waitUntil } from "../browser/harness/wait-until";
import { SHOWN } from "./offers";

/** A page that is hard to look through. */
interface Burden {
  readonly name: string;
  readonly html: string;
}

/** How long a person waits on such a page. */
export interface BurdenRow {
  readonly name: string;
  /** From the press on the toolbar button to the list of the page's media. */
  readonly listedMs: number;
  /** From the click in the menu to the picture at X; includes the menu itself. */
  readonly readyMs: number;
  /** What of it was too slow, or did not end; empty for nothing. */
  readonly faults: readonly string[];
}

const MAX_LISTED_MS = 10_000;
const MAX_READY_MS = 20_000;

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join("");
const frame = (html: string) => `<iframe srcdoc='${html}' width="40" height="40"></iframe>`;

/** Each begins with a picture that the person presses. */
const BURDENS: readonly Burden[] = [
  {
    name: "10,000 images",
    html: many(
      10_000,
      (index) => `<img src="/media/harbor.jpg?${index}" width="40" height="40" loading="lazy">`,
    ),
  },
  {
    name: "10,000 drawings of 100 elements",
    html: `<script>for (let at = 0; at < 10_000; at += 1) {
      document.write("<svg width=64 height=64>" + "<rect width=9 height=9 />".repeat(100) + "</svg>"); }</script>`,
  },
  {
    name: "page that changes all the time",
    html: `<div></div><script>setInterval(() => { for (let at = 0; at < 50; at += 1) {
      const image = new Image(64, 64); image.src = "/media/waves.gif?" + Math.random();
      const { children } = document.querySelector("div");
      if (children.length > 2000) children[0].remove();
      document.querySelector("div").append(image); } }, 20);</script>`,
  },
  {
    name: "shadow trees in shadow trees",
    html: `<div></div><script>let inner = document.querySelector("div");
      for (let at = 0; at < 200; at += 1) { const next = document.createElement("div");
        inner.attachShadow({ mode: "closed" }).append(next, new Image(64, 64)); inner = next; }</script>`,
  },
  { name: "300 frames", html: many(300, () => frame(`<img src="/media/harbor.jpg" width="64">`)) },
  {
    name: "inline pictures of 50 KB, 2,000 of them",
    html: `<script>for (let at = 0; at < 2000; at += 1) { const image = new Image(64, 64);
      image.src = "data:image/svg+xml," + at + "%20".repeat(16_000); document.body.append(image); }</script>`,
  },
  {
    name: "frame of another site that runs in a circle",
    html: `<iframe src="http://cdn.test/made/circle.html" width="99" height="99"></iframe>`,
  },
];

/** Looks through each page's media, and takes its first picture by a right click. */
export async function runBurdens(world: ExtensionWorld, pattern: RegExp): Promise<BurdenRow[]> {
  const rows: BurdenRow[] = [];
  for (const burden of BURDENS.filter(({ name }) => pattern.test(name))) {
    rows.push(
      await bear(world, burden).catch((failure: unknown) => {
        if (!(failure instanceof Error)) throw failure;
        const [reason = ""] = failure.message.split("\n");
        return {
          name: burden.name,
          listedMs: NaN,
          readyMs: NaN,
          faults: [`did not end: ${reason}`],
        };
      }),
    );
  }
  return rows;
}

async function bear(world: ExtensionWorld, { name, html }: Burden): Promise<BurdenRow> {
  await world.clear();
  const serve = (path: string, text: string) =>
    world.gallery.offer(path, "text/html", new TextEncoder().encode(text));
  serve("circle.html", `<script>onload = () => setTimeout(() => { for (;;); }, 500);</script>`);
  serve("page.html", `<!doctype html><link rel="icon" href="data:,"><body>${SHOWN}<br>${html}`);
  const page = await world.browser.context.newPage();
  await page.goto(`${world.gallery.origin}/made/page.html`, { waitUntil: "domcontentloaded" });
  await page
    .locator("img")
    .first()
    .evaluate((image) => (image as HTMLImageElement).decode());

  const pressedAtMs = performance.now();
  await world.browser.clickToolbarAction(page);
  const list = new ComposerPage(await world.browser.realPopup());
  await list.page.getByRole("checkbox").first().waitFor({ timeout: 60_000 });
  const listedMs = performance.now() - pressedAtMs;
  await list.page.close();

  const clickedAtMs = performance.now();
  await world.tweet(page, page.locator("img").first());
  const composer = await world.composerPopup();
  await composer.mediaIn("ready").first().waitFor({ timeout: 60_000 });
  const readyMs = performance.now() - clickedAtMs;
  await waitUntil("the picture to be at X", () => world.x.allMedia().length > 0);
  const faults = [
    ...(listedMs > MAX_LISTED_MS ? ["the list is slow"] : []),
    ...(readyMs > MAX_READY_MS ? ["the right click is slow"] : []),
    ...(world.x.allMedia().at(-1)?.sha256 === world.gallery.sha256Of("/media/harbor.jpg")
      ? []
      : ["another picture arrived"]),
  ];
  return { name, listedMs, readyMs, faults };
}

/** One line for each page. */
export function renderBurdens(rows: readonly BurdenRow[]): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return rows
    .map(
      ({ name, listedMs, readyMs, faults }) =>
        `${name}: listed after ${seconds(listedMs)}, at X ${seconds(readyMs)} after the click; ${faults.join("; ") || "-"}`,
    )
    .join("\n");
}

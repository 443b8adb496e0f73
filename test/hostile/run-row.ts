import type { Page } from "playwright-core";
import { ComposerPage } from "../browser/composer-page";
import type { ExtensionWorld } from "../browser/extension-world";
import { isBehindScrim } from "../browser/harness/browser-scrim";
import { waitUntil } from "../browser/harness/wait-until";
import type { NamedFiles, Offer } from "./offers";
import type { NamedSite } from "./sites";

/** A request that the extension has caused at a site which the page names. */
export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly hasCookies: boolean;
  readonly referer: string | undefined;
}

/** What became of one offer at one site. */
export interface HostileRow {
  readonly offer: string;
  readonly site: string;
  /** Without those to the page's own site. */
  readonly asked: readonly Asked[];
  /** How often the browser asked whether the extension may read a site; always answered no. */
  readonly prompts: number;
  /** The code of the error that the composer shows, `not listed`: there was nothing to pick; null when it shows none. */
  readonly error: string | null;
  /** What the local X has received: media type and size. */
  readonly received: readonly string[];
  /** Which rules were broken; empty for none. */
  readonly faults: readonly string[];
}

const OWN_HOST = "gallery.test";
const NOTHING_LISTED = "This page shows nothing that you could post";
/** What the composer says beside what is not the file of what the person saw. */
const OTHER_CAME = "is another image than the one on the page";
const FROM_SCREEN = "As shown on screen";
const PROFILE_PATH = "/2/users/me";
/** A film may be put together, or converted. */
const WITHIN_MS = 40_000;

/** Shows a hostile page to the person, has them take what it shows, and looks what was asked and sent. */
export async function runRow(
  world: ExtensionWorld,
  offer: Offer,
  site: NamedSite,
): Promise<HostileRow> {
  await world.clear();
  const origin = site.origin(world.gallery.port);
  const named = nameFiles(site, origin);
  const page = await showPage(world, offer, named);
  // The page's own requests are those of any visitor.
  world.gallery.clearRequests();
  const askedXBefore = countProfileReads(world);

  let prompts = 0;
  const onPrompt = async () => {
    prompts += 1;
    await world.answerPrompt("deny");
  };
  const composer = await take(world, page, offer, onPrompt);
  const error = composer === null ? "not listed" : await readEnd(composer);

  const ownHost = offer.isSecure === true ? "localhost" : OWN_HOST;
  const asked = world.gallery.requests.filter(({ host }) => host !== ownHost);
  const received = world.x.allMedia();
  const secrets = ["/media/dunes.png", "/media/lighthouse.mp4"]
    .filter((path) => path !== offer.shows)
    .map(world.gallery.sha256Of);
  // What is seen is photographed, or the person is told that another picture came.
  const isTold = offer.shows !== undefined && composer !== null && (await isToldOther(composer));
  const shownSha256 = offer.shows && world.gallery.sha256Of(offer.shows);
  const isPassedOn = offer.isRedirect === true && site.mayBeAsked === "by-redirect";
  const mayAsk = site.mayBeAsked === "plain" || offer.isReadPlainly === true || isPassedOn;
  const hostOfSite = new URL(origin).hostname;
  const faults = [
    ...asked
      .filter(({ hasCookies, referer }) => hasCookies || (referer && offer.mayNamePage !== true))
      .map(({ host }) => `${host} was asked in the person's name`),
    ...asked
      .filter(({ host }) => host === hostOfSite && !mayAsk)
      .map(({ host }) => `${host} was asked`),
    ...(countProfileReads(world) > askedXBefore && !mayAsk ? ["X's API was asked"] : []),
    ...received
      .filter(({ sha256 }) => secrets.includes(sha256 ?? ""))
      .filter(() => !isTold)
      .map(({ mediaType }) => `a private ${mediaType} reached X`),
    ...received
      .filter(({ sha256 }) => offer.shows !== undefined && !isTold && sha256 !== shownSha256)
      .map(({ mediaType }) => `an unseen ${mediaType} reached X, and nobody was told`),
  ];
  return {
    offer: offer.name,
    site: site.name,
    asked,
    prompts,
    error,
    received: received.map(({ mediaType, totalBytes }) => `${mediaType} ${totalBytes}`),
    faults,
  };
}

/** Waits until what was taken is at X, or has failed; the code of why. */
async function readEnd(composer: ComposerPage): Promise<string | null> {
  const failed = composer.mediaIn("failed");
  await composer.mediaIn("ready").or(failed).first().waitFor({ timeout: WITHIN_MS });
  const alert = failed.getByRole("alert");
  return (await failed.count()) > 0 ? alert.getAttribute("data-code") : null;
}

function isToldOther({ page }: ComposerPage): Promise<boolean> {
  return page.getByText(OTHER_CAME).or(page.getByText(FROM_SCREEN)).first().isVisible();
}

function nameFiles({ name }: NamedSite, origin: string): NamedFiles {
  const at = (path: string) => `${origin}${path}`;
  if (name !== "X's API") {
    return {
      origin,
      picture: at("/media/dunes.png"),
      film: at("/media/lighthouse.mp4"),
      list: at("/stream/pieces.m3u8"),
      piece: at("/stream/piece0.m4s"),
      head: at("/stream/begin.mp4"),
    };
  }
  const profile = at(PROFILE_PATH);
  return {
    origin,
    picture: profile,
    film: `${profile}?a.mp4`,
    list: `${profile}?a.m3u8`,
    piece: profile,
    head: profile,
  };
}

function countProfileReads({ x }: ExtensionWorld): number {
  return x.log.filter(({ path }) => path === PROFILE_PATH).length;
}

async function showPage(world: ExtensionWorld, offer: Offer, named: NamedFiles): Promise<Page> {
  const { gallery, browser } = world;
  const serve = (name: string, contentType: string, text: string) =>
    gallery.offer(name, contentType, new TextEncoder().encode(text));
  for (const [name, [contentType, text]] of Object.entries(offer.files?.(named) ?? {})) {
    serve(name, contentType, text);
  }
  const html = `<!doctype html><link rel="icon" href="data:,"><title>hostile</title>${offer.page(named)}`;
  serve("page.html", "text/html", html);
  const page = await browser.context.newPage();
  // A frame of another site stands on a page of the site that it names.
  const isAround = html.includes("<iframe src=") && /\.(?:test|lan)$/.test(named.origin);
  const around = offer.isSecure === true ? `http://localhost:${gallery.port}` : gallery.origin;
  await page.goto(`${isAround ? named.origin : around}/made/page.html`);
  // Browsers that read playlists themselves ask for the pieces as soon as they can.
  if (html.includes('src="/made/list.m3u8"')) await page.waitForLoadState("networkidle");
  if (html.includes("serviceWorker")) {
    await waitUntil("the worker to answer", async () => (await page.title()) === "ready");
  }
  if (html.includes("MediaSource")) {
    await waitUntil("the film to play", async () => (await page.title()) === "playing");
  }
  return page;
}

async function take(
  world: ExtensionWorld,
  page: Page,
  { from = "click", clicked = "img, video, input[type=image]" }: Offer,
  onPrompt: () => Promise<void>,
): Promise<ComposerPage | null> {
  if (from instanceof RegExp) return pick(world, page, from, onPrompt);
  const place = from === "frame" ? page.frameLocator("iframe") : page;
  await world.tweet(page, place.locator(clicked).first());
  await answerPrompts(world, onPrompt);
  return world.composerPopup();
}

async function pick(
  world: ExtensionWorld,
  page: Page,
  name: RegExp,
  onPrompt: () => Promise<void>,
): Promise<ComposerPage | null> {
  await world.browser.clickToolbarAction(page);
  const list = new ComposerPage(await world.browser.realPopup());
  const box = list.page.getByRole("checkbox", { name });
  await box.or(list.page.getByText(NOTHING_LISTED)).first().waitFor();
  if ((await box.count()) === 0) return null;
  await box.check();
  await list.page.locator(".add-bar").getByRole("button").click();
  await answerPrompts(world, onPrompt);
  // The browser's own question may have closed the popup.
  return world.openComposer();
}

/** Until something has been stored: the question, if there is one, comes before. */
async function answerPrompts(world: ExtensionWorld, onPrompt: () => Promise<void>): Promise<void> {
  const isOpen = () =>
    world.browser.context
      .pages()
      .some((one) => one.url().startsWith("chrome-extension://") && one.url().includes("/popup"));
  const seen = await waitUntil("a question, or the popup", async () => {
    if (isBehindScrim(await world.display.readScreen())) return "question";
    return isOpen() ? "popup" : false;
  });
  if (seen === "question") await onPrompt();
}

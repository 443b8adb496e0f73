import type { Page } from "playwright-core";
import type { ExtensionWorld } from "../browser/extension-world";
import { MEMBERS, ROUTER } from "./sites";

/** The sites that know the person by a cookie, beside those of the local X. */
const SIGNED_IN = [MEMBERS, ROUTER, "http://far.test", "http://cdn.test", "http://127.0.0.1"];

/**
 * Signs the person in at each site, and has them allow the extension to read some, as they do it: by a right click
 * on a picture that they see, and the browser's own question.
 *
 * @throws `Error` where a picture that the person sees does not arrive: then no row would tell anything
 */
export async function allowSites(world: ExtensionWorld): Promise<void> {
  const { context } = world.browser;
  await context.addCookies(
    SIGNED_IN.map((url) => ({ name: "session", value: "1", url, sameSite: "Lax" as const })),
  );
  const members = await context.newPage();
  // The cookie of the site is for the pictures at its other host too.
  await members.goto("http://members.test/login");
  await members.goto("http://members.test/construct/members-image");
  await allow(world, members);
  const { page } = await world.visit("cross-origin-image", "?host=cdn.test");
  await allow(world, page);
  // Nobody sees a picture of the router on another site's page; the question comes all the same.
  const { page: odd, media } = await world.visit("cross-origin-image", "?host=router.lan");
  await world.tweet(odd, media);
  await world.answerPrompt("allow");
  await (await world.composerPopup()).mediaIn("failed").first().waitFor();
  await world.clear();
}

async function allow(world: ExtensionWorld, page: Page): Promise<void> {
  await world.tweet(page, page.locator("img"));
  await world.answerPrompt("allow");
  const composer = await world.composerPopup();
  await composer.mediaIn("ready").first().waitFor();
  const { sha256 } = world.x.allMedia().at(-1) ?? {};
  if (sha256 !== world.gallery.sha256Of("/media/harbor.jpg")) {
    throw new Error("A picture that the person sees did not arrive.");
  }
  const { host } = new URL(MEMBERS);
  const atMembers = world.gallery.requests.filter((request) => request.host === host);
  if (atMembers.length > 0 && !atMembers.some(({ hasCookies }) => hasCookies)) {
    throw new Error("A picture that the person sees was not asked for with cookies.");
  }
  await world.clear();
}

import { jobError } from "../../lib/errors/job-error";
import { composing, dunes, forest, harbor, SIGNED_OUT, video, withHistory } from "./example-drafts";
import { ACCOUNT, uploading } from "./example-store";
import { THREAD } from "./example-threads";
import type { Look } from "./look";
import { cropPicture, hideInVideo, openLater, openThread } from "./look-acts";

/** The composer in a tab and beside a page, the options, and the first steps. */
export const TAB_LOOKS: readonly Look[] = [
  {
    name: "30-tab-composer",
    page: "popup.html",
    frame: "tab",
    store: withHistory(composing([harbor, dunes], "Two walks")),
    isLong: true,
  },
  { name: "31-tab-empty", page: "popup.html", frame: "tab", store: { account: ACCOUNT } },
  {
    name: "32-tab-drop",
    page: "popup.html",
    frame: "tab",
    store: composing([harbor], ""),
    act: async (page) => {
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "boats.png", { type: "image/png" }));
        document.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true }));
      });
      await page.locator(".drop-note").waitFor();
    },
  },
  {
    name: "33-side-four-images",
    page: "sidepanel.html",
    frame: "side",
    store: composing(
      [harbor, dunes, forest, uploading("harbor", "d", "draft")],
      "Four walks along the coast",
    ),
  },
  {
    name: "34-side-page-media",
    page: "sidepanel.html",
    frame: "side",
    store: { account: ACCOUNT },
    act: async (page) => {
      await page.locator(".page-media-item").nth(3).waitFor();
      await page.getByRole("checkbox").nth(1).check();
    },
  },
  {
    name: "35-side-narrow",
    page: "sidepanel.html",
    frame: "narrow",
    store: withHistory(composing([harbor, dunes], "More of it at harbor.art/boats")),
  },
  {
    name: "35a-side-narrow-thread",
    page: "sidepanel.html",
    frame: "narrow",
    store: THREAD,
    act: openThread,
  },
  {
    name: "35b-side-narrow-film-editor",
    page: "sidepanel.html",
    frame: "narrow",
    store: composing([video], "The light"),
    act: hideInVideo,
  },
  {
    name: "35c-side-narrow-editor",
    page: "sidepanel.html",
    frame: "narrow",
    store: composing([harbor], "Boats at dusk"),
    act: cropPicture,
  },
  {
    name: "35d-side-narrow-later",
    page: "sidepanel.html",
    frame: "narrow",
    store: composing([harbor], "Boats at dusk"),
    act: openLater,
  },
  {
    name: "36-side-wide",
    page: "sidepanel.html",
    frame: "tab",
    store: composing([harbor], "Beside a narrow page"),
  },
  {
    name: "40-options",
    page: "options.html",
    frame: "tab",
    store: { account: ACCOUNT, preferences: { template: "{title}\n{url}", requiresAltText: true } },
    isLong: true,
  },
  {
    name: "41-options-accounts",
    page: "options.html",
    frame: "tab",
    store: { account: ACCOUNT, otherAccounts: [SIGNED_OUT] },
    isLong: true,
  },
  {
    name: "50-welcome",
    page: "welcome.html",
    frame: "tab",
    store: { account: { ...ACCOUNT, clientId: "", state: "signed-out", scopes: [], user: null } },
    isLong: true,
  },
  {
    name: "51-welcome-refused",
    page: "welcome.html",
    frame: "tab",
    store: {
      account: {
        ...ACCOUNT,
        state: "signed-out",
        scopes: [],
        user: null,
        error: jobError("client-id-rejected", "sign-in"),
      },
    },
    isLong: true,
  },
  {
    name: "52-welcome-signed-in",
    page: "welcome.html",
    frame: "tab",
    store: { account: ACCOUNT },
    isLong: true,
  },
  {
    name: "53-welcome-signing-in",
    page: "welcome.html",
    frame: "tab",
    store: { account: { ...ACCOUNT, state: "signing-in", scopes: [], user: null } },
    isLong: true,
  },
];

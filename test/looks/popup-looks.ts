import type { Page } from "playwright-core";
import { jobError } from "../../lib/errors/job-error";
import type { MessageKey } from "../../lib/i18n/translate";
import { NO_POST_OPTIONS } from "../../lib/jobs/post-options";
import {
  composing,
  dunes,
  forest,
  harbor,
  MINUTE_MS,
  SCHEDULED,
  SIGNED_OUT,
  clipped,
  proposedClip,
  video,
  withHistory,
} from "./example-drafts";
import {
  ACCOUNT,
  converting,
  draft,
  type ExampleStore,
  failed,
  NOW_MS,
  OTHER_ACCOUNT,
  postBase,
  processing,
  ready,
  REFUSAL,
  uploading,
} from "./example-store";
import { THREAD, THREAD_BROKEN, THREAD_FAILED, THREAD_HALF_OUT } from "./example-threads";
import {
  brushPicture,
  cropPicture,
  editPicture,
  hideInVideo,
  openEditor,
  openLater,
  openThread,
  wantThePast,
} from "./look-acts";
import { type Look, say } from "./look";

const popup = (name: string, store: ExampleStore, act?: (page: Page) => Promise<void>): Look => ({
  name,
  page: "popup.html",
  frame: "popup",
  store,
  ...(act !== undefined && { act }),
});

const open =
  (key: MessageKey, ...gaps: string[]) =>
  async (page: Page) => {
    await page
      .getByText(await say(page, key, ...gaps), { exact: true })
      .first()
      .click();
    await page.locator(".option-fields").first().waitFor();
    await page.locator(".option-fields").first().scrollIntoViewIfNeeded();
  };

const openActivity = async (page: Page) => {
  await page.locator("#tab-activity").click();
  await page.locator(".activity-item").first().waitFor();
};

/** A picture whose page names its maker and nothing else, in a browser with a language model. */
const proposed = (name: string, act: (page: Page) => Promise<void>): Look => {
  const source = { ...harbor.source, credit: "Ada Lovelace / Agency" };
  const store = composing([{ ...harbor, altText: "", source }], "Boats at dusk");
  return { ...popup(name, store, act), hasModel: true };
};

const proposeAltText = async (page: Page) => {
  await page.getByRole("button", { name: await say(page, "alt_propose") }).click();
  await page.getByRole("button", { name: await say(page, "alt_proposal_use") }).waitFor();
};

const over = `${"Dusk at the harbor, and nobody in a hurry. ".repeat(7)}More at harbor.art/boats`;

const deletedDraft = {
  ...postBase("gone", "Thrown away", [], 0),
  state: "deleted" as const,
  before: draft("Thrown away", []),
  untilMs: NOW_MS + 3_600_000,
  wasOpen: true,
};

/** Every state of the popup, in the order in which a person meets them. */
export const POPUP_LOOKS: readonly Look[] = [
  popup("01-first-run", { account: { ...ACCOUNT, state: "signed-out", clientId: "", user: null } }),
  popup("02-signed-out", { account: { ...ACCOUNT, state: "signed-out", user: null } }),
  popup("03-sign-in-failed", {
    account: {
      ...ACCOUNT,
      state: "signed-out",
      user: null,
      error: jobError("sign-in-closed", "sign-in"),
    },
  }),
  popup("04-nothing-to-post", withHistory({ account: ACCOUNT })),
  popup("05-one-image", composing([harbor], "Boats at dusk")),
  popup("06-alt-text-missing", composing([{ ...harbor, altText: "" }], "")),
  proposed("06a-credit-and-proposal", proposeAltText),
  proposed("06b-proposal-used", async (page) => {
    await proposeAltText(page);
    await page.getByRole("button", { name: await say(page, "alt_proposal_use") }).click();
    await page.getByText(await say(page, "alt_proposal_used")).waitFor();
  }),
  popup("07-link-in-text", composing([harbor], "More of it at harbor.art/boats, every evening")),
  popup("08-over-limit", composing([harbor], over)),
  popup(
    "09-four-images",
    composing([harbor, dunes, forest, ready("harbor", "d", "draft")], "Four walks"),
  ),
  popup("08a-split", composing([harbor], over), async (page) => {
    await page.locator(".split-offer").waitFor();
    await page.getByRole("checkbox").check();
  }),
  popup("09-begun-beside", {
    ...composing([harbor], "Boats at dusk"),
    posts: [
      draft("The fifth picture", [harbor], {
        begunBecause: "too-many-images",
        begunBeside: "other",
      }),
      draft("Four walks", [], { id: "other" }),
    ],
  }),
  popup("09-thread", THREAD, openThread),
  popup("09-thread-continued", THREAD_HALF_OUT, openThread),
  popup("09-thread-failed", THREAD_FAILED, openActivity),
  popup("09-thread-broken", THREAD_BROKEN, openActivity),
  popup("09a-editor", composing([harbor], "Boats at dusk"), openEditor),
  popup("09b-edited", composing([harbor], "Boats at dusk"), editPicture),
  popup("09c-cropped", composing([harbor], "Boats at dusk"), cropPicture),
  popup("09d-brushed", composing([harbor], "Boats at dusk"), brushPicture),
  popup("10-removed", {
    ...composing([harbor, dunes, forest], "Two of three", {
      attachmentIds: [harbor.id, dunes.id],
      removal: { attachmentId: forest.id, index: 2, untilMs: NOW_MS + 3_600_000 },
    }),
  }),
  popup("11-video", composing([video], "The light")),
  popup("11a-film-editor", composing([video], "The light"), hideInVideo),
  popup("11b-clip", composing([clipped], "The light")),
  popup("11c-clip-proposed", composing([proposedClip], "The light")),
  popup("12-uploading", composing([uploading("lighthouse", "u", "draft")], "On its way")),
  popup("12a-processing", composing([processing("lighthouse", "p", "draft")], "Nearly there")),
  popup("12b-converting", composing([converting("lighthouse", "c", "draft")], "Being made to fit")),
  popup(
    "12c-waiting",
    composing(
      [
        {
          ...uploading("lighthouse", "w", "draft"),
          wait: {
            reason: "retry",
            untilMs: NOW_MS + 3_600_000,
            attempts: 2,
            error: jobError("x-unavailable", "upload"),
          },
        },
      ],
      "Waits for X",
    ),
  ),
  popup(
    "13-failed-media",
    composing(
      [
        failed("harbor", "f", "draft", "source-forbidden", {
          host: "cdn.example",
          httpStatus: 403,
        }),
      ],
      "",
    ),
  ),
  popup(
    "13a-failed-trim",
    composing(
      [
        failed("lighthouse", "t", "draft", "too-long", {
          actual: 200_000,
          limit: 140_000,
          category: "tweet_video",
          trimToMs: 140_000,
        }),
      ],
      "",
    ),
  ),
  popup(
    "13b-failed-site",
    composing(
      [
        failed("forest", "s", "draft", "permission-refused", { origin: "https://cdn.example/*" }),
        harbor,
      ],
      "",
    ),
  ),
  popup(
    "14-options",
    composing([harbor], "Boats", {
      options: { ...NO_POST_OPTIONS, madeWithAi: true, sensitive: ["other"] },
    }),
    open("composer_options_set", "2"),
  ),
  popup(
    "15-options-answer",
    composing([harbor], "Boats", {
      options: { ...NO_POST_OPTIONS, replyLink: "https://x.com/someone" },
    }),
    open("composer_options_set", "1"),
  ),
  popup("16-advanced", composing([video], "The light"), open("media_advanced")),
  popup("17-several-drafts", {
    ...composing([harbor], "Boats at dusk"),
    posts: [
      draft("Boats at dusk", [harbor], { begunBecause: "mix-not-allowed" }),
      draft("Another one that waits", [], { id: "other" }),
    ],
  }),
  popup("18-held", {
    account: ACCOUNT,
    attachments: [uploading("harbor", "h", "held")],
    posts: [
      {
        ...postBase("held", "A walk along the harbor", ["harbor-h"], 0),
        state: "publishing",
        wait: null,
        holdUntilMs: NOW_MS + 3_600_000,
        repeatsCallAtMs: null,
      },
    ],
  }),
  popup(
    "19-activity",
    withHistory({
      account: ACCOUNT,
      attachments: [
        uploading("lighthouse", "p", "p"),
        ready("dunes", "f", "f"),
        ready("forest", "x", "x"),
      ],
      posts: [
        {
          ...postBase("p", "The light, at last", ["lighthouse-p"], 5_000),
          state: "publishing",
          wait: null,
          holdUntilMs: null,
          repeatsCallAtMs: null,
        },
        {
          ...postBase("f", "Dunes", ["dunes-f"], 4 * MINUTE_MS),
          state: "failed",
          error: jobError("no-credits", "post", { server: REFUSAL }),
          repeatsCallAtMs: null,
        },
        { ...postBase("x", "Not today", ["forest-x"], 9 * MINUTE_MS), state: "cancelled" },
      ],
    }),
  ),
  popup("20-activity-menu", withHistory({ account: ACCOUNT }), async (page) => {
    await openActivity(page);
    await page.locator("[popovertarget]").first().click();
    await page.locator(".menu:popover-open").waitFor();
  }),
  popup("21-search", withHistory({ account: ACCOUNT }), async (page) => {
    await openActivity(page);
    await page.getByRole("button", { name: await say(page, "activity_search") }).click();
    await page.getByRole("searchbox").fill("light");
    await page.locator(".activity-item").nth(1).waitFor({ state: "detached" });
    await page.locator(".activity-item").first().waitFor();
  }),
  popup("22-search-nothing", withHistory({ account: ACCOUNT }), async (page) => {
    await openActivity(page);
    await page.getByRole("button", { name: await say(page, "activity_search") }).click();
    await page.getByRole("searchbox").fill("trains");
    await page.locator(".search-none").waitFor();
  }),
  popup("23-unsure", {
    account: ACCOUNT,
    attachments: [ready("harbor", "u", "u")],
    posts: [
      {
        ...postBase("u", "Boats at dusk", ["harbor-u"], MINUTE_MS),
        state: "unsure",
        sinceMs: NOW_MS - MINUTE_MS,
        mediaIds: ["1"],
        error: jobError("network", "post"),
        attempts: 1,
        lookup: "inconclusive",
        ifAbsent: "post-again",
        looks: 4,
        similarUrl: "https://x.com/local_account/status/1",
        failedLooks: 0,
        nextLookAtMs: 0,
      },
    ],
  }),
  popup("24-two-accounts", {
    ...composing([harbor], "Boats at dusk"),
    otherAccounts: [OTHER_ACCOUNT],
  }),
  popup("25-other-account-waits", {
    ...composing([harbor], "Boats at dusk"),
    otherAccounts: [SIGNED_OUT],
    posts: [
      draft("Boats at dusk", [harbor]),
      {
        ...postBase("w", "Waits for somebody", [], MINUTE_MS),
        accountId: SIGNED_OUT.id,
        state: "publishing",
        holdUntilMs: null,
        repeatsCallAtMs: null,
        wait: {
          reason: "sign-in",
          untilMs: null,
          attempts: 0,
          error: jobError("signed-out", "sign-in"),
        },
      },
    ],
  }),
  popup("25a-post-later", composing([harbor], "Boats at dusk"), openLater),
  popup("25a-post-later-past", composing([harbor], "Boats at dusk"), wantThePast),
  popup("25b-scheduled", SCHEDULED, openActivity),
  popup("26-page-media", composing([harbor], "Boats at dusk"), async (page) => {
    await page.getByRole("button", { name: await say(page, "page_media_title") }).click();
    await page.locator(".page-media-item").nth(3).waitFor();
    for (const index of [2, 0]) await page.getByRole("checkbox").nth(index).check();
  }),
  popup("26a-page-media-at-once", { account: ACCOUNT }, async (page) => {
    await page.locator(".page-media-item").nth(3).waitFor();
    for (const index of [0, 1, 2]) await page.getByRole("checkbox").nth(index).check();
  }),
  popup(
    "09a-four-under-way",
    composing(
      [
        harbor,
        uploading("dunes", "u", "draft"),
        failed("forest", "f", "draft", "source-forbidden", {
          host: "cdn.example",
          httpStatus: 403,
        }),
        ready("harbor", "d", "draft"),
      ],
      "Four walks along the coast, from the harbor to the dunes and back",
    ),
  ),
  popup("10a-deleted", withHistory({ account: ACCOUNT, posts: [deletedDraft] })),
  popup("27-signing-in", { account: { ...ACCOUNT, state: "signing-in", user: null } }),
  popup("28-refused", composing([harbor], "Boats at dusk"), async (page) => {
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["?"], "boats.txt", { type: "text/plain" }));
      document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    });
    await page.getByRole("alert").first().waitFor();
  }),
  popup(
    "29-right-to-left",
    composing(
      [{ ...harbor, altText: "ثلاثة قوارب في الميناء" }],
      "قوارب عند الغروب https://harbor.art/boats\nBoats at dusk, شكرا",
    ),
  ),
];

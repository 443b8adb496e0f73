import type { Page } from "playwright-core";
import { jobError } from "../../lib/errors/job-error";
import { NO_POST_OPTIONS } from "../../lib/x/post-options";
import {
  ACCOUNT,
  draft,
  type ExampleStore,
  failed,
  NOW_MS,
  OTHER_ACCOUNT,
  posted,
  type PictureName,
  postBase,
  ready,
  REFUSAL,
  uploading,
} from "./example-store";

/** One state of the extension to look at. */
export interface Look {
  readonly name: string;
  readonly page: "popup.html" | "options.html" | "welcome.html";
  /** `popup`: as in the toolbar's popup; `tab`: as in a tab. */
  readonly frame: "popup" | "tab";
  readonly store: ExampleStore;
  /** What a person does first. */
  readonly act?: (page: Page) => Promise<void>;
  /** Taken as long as the page is, not as the window. */
  readonly isLong?: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ALT = "Three fishing boats in a harbor at dusk, their masts against an orange sky";

const harbor = ready("harbor", "a", "draft", { altText: ALT });
const dunes = ready("dunes", "b", "draft", { altText: "Dunes under a pale sky" });
const forest = ready("forest", "c", "draft");
const video = ready("lighthouse", "v", "draft", { altText: "" });

/** X has ended this account's sign-in. */
const SIGNED_OUT = {
  ...OTHER_ACCOUNT,
  state: "signed-out" as const,
  scopes: [],
  error: jobError("signed-out", "sign-in"),
};

/** A history of some days. */
const HISTORY: ExampleStore = (() => {
  const pictures: readonly PictureName[] = ["harbor", "dunes", "forest", "waves", "lighthouse"];
  const texts = [
    "Boats at dusk",
    "Dunes, as far as one can see",
    "Green in every direction",
    "The sea does not stop",
    "The light that everybody photographs",
  ];
  const attachments = pictures.map((name, index) => ready(name, `h${index}`, `h${index}`));
  const posts = attachments.map(({ id }, index) =>
    posted(`h${index}`, texts[index] ?? "", [id], 20 * MINUTE_MS + index * 0.7 * DAY_MS),
  );
  return { attachments, posts };
})();

const withHistory = (store: ExampleStore): ExampleStore => ({
  ...store,
  attachments: [...(store.attachments ?? []), ...(HISTORY.attachments ?? [])],
  posts: [...(store.posts ?? []), ...(HISTORY.posts ?? [])],
});

const composing = (
  attachments: ExampleStore["attachments"] & object,
  text = "",
  change: Parameters<typeof draft>[2] = {},
): ExampleStore => ({
  account: ACCOUNT,
  attachments,
  posts: [draft(text, attachments, change)],
  openDraft: "draft",
});

const popup = (name: string, store: ExampleStore, act?: (page: Page) => Promise<void>): Look => ({
  name,
  page: "popup.html",
  frame: "popup",
  store,
  ...(act !== undefined && { act }),
});

const open = (label: string) => async (page: Page) => {
  await page.getByText(label, { exact: true }).first().click();
  await page.locator(".option-fields").first().waitFor();
  await page.locator(".option-fields").first().scrollIntoViewIfNeeded();
};

const over = `${"Dusk at the harbor, and nobody in a hurry. ".repeat(7)}More at harbor.art/boats`;

/** Every state, in the order in which a person meets them. */
export const LOOKS: readonly Look[] = [
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
  popup("07-link-in-text", composing([harbor], "More of it at harbor.art/boats, every evening")),
  popup("08-over-limit", composing([harbor], over)),
  popup(
    "09-four-images",
    composing([harbor, dunes, forest, ready("harbor", "d", "draft")], "Four walks"),
  ),
  popup("10-removed", {
    ...composing([harbor, dunes, forest], "Two of three", {
      attachmentIds: [harbor.id, dunes.id],
      removal: { attachmentId: forest.id, index: 2, untilMs: NOW_MS + 3_600_000 },
    }),
  }),
  popup("11-video", composing([video], "The light")),
  popup("12-uploading", composing([uploading("lighthouse", "u", "draft")], "On its way")),
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
    "14-options",
    composing([harbor], "Boats", {
      options: { ...NO_POST_OPTIONS, madeWithAi: true, sensitive: ["other"] },
    }),
    open("Options: 2"),
  ),
  popup(
    "15-options-answer",
    composing([harbor], "Boats", {
      options: { ...NO_POST_OPTIONS, replyLink: "https://x.com/someone" },
    }),
    open("Options: 1"),
  ),
  popup("16-advanced", composing([video], "The light"), open("Advanced")),
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
    await page.getByRole("button", { name: "More" }).first().click();
    await page.locator(".menu:popover-open").waitFor();
  }),
  popup("21-search", withHistory({ account: ACCOUNT }), async (page) => {
    await page.getByRole("button", { name: "Search posts" }).click();
    await page.getByRole("searchbox").fill("light");
    await page.locator(".activity-item").nth(1).waitFor({ state: "detached" });
    await page.locator(".activity-item").first().waitFor();
  }),
  popup("22-search-nothing", withHistory({ account: ACCOUNT }), async (page) => {
    await page.getByRole("button", { name: "Search posts" }).click();
    await page.getByRole("searchbox").fill("trains");
    await page.getByText("No post matches.").waitFor();
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
];

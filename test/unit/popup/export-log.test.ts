import { describe, expect, it } from "vitest";
import { jobError } from "../../../lib/errors/job-error";
import { NO_POST_OPTIONS } from "../../../lib/jobs/post-options";
import { exportLog } from "../../../lib/popup/export-log";
import { emptyAccount } from "../../../lib/store/account-record";
import { attachmentIn, IMAGE, postIn } from "../jobs/example-records";

const SECRETS = ["The text", "Boats", "ada", "client-7", "gallery.test", "quoted"];

const ACCOUNT = {
  ...emptyAccount("primary", 0),
  clientId: "client-7",
  state: "signed-in" as const,
  user: { id: "12", name: "Ada", username: "ada", tier: "premium" as const },
  credits: { askedAtMs: 1, isRefused: false, told: { totalUsd: 3.5, atMs: 0 } },
};

const REFUSAL = jobError("refused", "post", {
  server: {
    httpStatus: 403,
    code: null,
    name: null,
    title: "Forbidden",
    detail: "quoted: The text",
    message: "quoted: The text",
    problem: "about",
    transactionId: "abc",
  },
});

describe("the exported log", () => {
  const log = exportLog(
    [
      {
        post: postIn("posted", {
          accountId: "primary",
          text: "The text",
          options: { ...NO_POST_OPTIONS, replyLink: "https://x.com/ada/status/1" },
        }),
        attachments: [attachmentIn("ready", { media: IMAGE, altText: "Boats", mediaKey: "3_77" })],
      },
      { post: postIn("failed", { text: "The text", error: REFUSAL }), attachments: [] },
    ],
    [ACCOUNT],
    0,
  );

  it("tells what X made of each post, by X's own ids", () => {
    expect(JSON.parse(log)).toMatchObject({
      accounts: [{ state: "signed-in", tier: "premium", creditsUsd: 3.5 }],
      posts: [
        {
          account: 1,
          state: "posted",
          xPostId: "99",
          textLength: 8,
          isReply: true,
          media: [{ mediaKey: "3_77", hasAltText: true }],
        },
        {
          state: "failed",
          error: { code: "refused", server: { httpStatus: 403, title: "Forbidden" } },
        },
      ],
    });
  });

  it.each(SECRETS)("does not hold %s", (secret) => {
    expect(log).not.toContain(secret);
  });
});

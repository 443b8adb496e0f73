import { beforeEach, describe, expect, it } from "vitest";
import type { PageDescription } from "../../../lib/capture/page/page-messages";
import { takeShown } from "../../../lib/commands/take-shown";
import { JobFailure } from "../../../lib/errors/job-error";
import { getAttachment } from "../../../lib/store/attachment-store";
import { attachmentIn, postIn } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { freshDatabase, keep } from "../store/fresh-database";

const DESCRIPTION: PageDescription = {
  altText: "",
  credit: "",
  pageTitle: "",
  shownSize: null,
  language: "",
  isShown: true,
  isDoubtful: false,
  isReplaced: false,
  look: null,
  referrerPolicy: "",
  offers: null,
};

let runner: IdleRunner;

beforeEach(async () => {
  await freshDatabase();
  runner = new IdleRunner();
  await keep({ posts: [postIn("draft")], attachments: [attachmentIn("ready")] });
});

const take = (description: PageDescription | null) =>
  takeShown("picture", () => Promise.resolve({ wasLetIn: description !== null, description }), {
    runner,
    now: () => 7,
  });

describe("the picture that the page shows", () => {
  it("takes the place of the one from its address", async () => {
    await take(DESCRIPTION);
    expect(await getAttachment("picture")).toMatchObject({
      state: "capturing",
      source: { wantsScreen: true },
    });
    expect(runner.told).toEqual(["interrupt attachment picture", "wake attachment picture"]);
  });

  it.each([
    ["that is gone", null],
    ["that shows another one by now", { ...DESCRIPTION, isShown: false }],
  ])("is not taken from a page %s: the good file stays", async (_page, description) => {
    const refusal = await take(description).catch((failure: unknown) => failure);
    expect(refusal).toBeInstanceOf(JobFailure);
    expect(refusal).toMatchObject({ error: { code: "page-unreachable" } });
    expect(await getAttachment("picture")).toMatchObject({ state: "ready" });
    expect(runner.told).toEqual([]);
  });
});

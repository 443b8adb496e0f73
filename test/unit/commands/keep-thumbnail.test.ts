import { beforeEach, describe, expect, it } from "vitest";
import { keepThumbnail, MAX_THUMBNAIL_BYTES } from "../../../lib/commands/keep-thumbnail";
import { getAttachment } from "../../../lib/store/attachment-store";
import { getLocalFile, putLocalFile } from "../../../lib/store/local-file-store";
import { attachmentIn, VIDEO } from "../jobs/example-records";
import { IdleRunner } from "../runner/idle-runner";
import { freshDatabase, keep } from "../store/fresh-database";

const control = { runner: new IdleRunner(), now: () => 1_000 };
const DRAWN = new Uint8Array([1, 2, 3]);

beforeEach(freshDatabase);

async function keepDrawn(bytes: BlobPart = DRAWN): Promise<void> {
  await putLocalFile("drawn", new Blob([bytes]), 1_000);
  await keepThumbnail("v", "drawn", control);
  expect(await getLocalFile("drawn")).toBeNull();
}

describe("the frame that a player has drawn", () => {
  it("becomes the video's thumbnail, and goes from where the page has put it", async () => {
    await keep({ attachments: [attachmentIn("ready", { id: "v", media: VIDEO })] });
    await keepDrawn();
    expect((await getAttachment("v"))?.thumbnail).toEqual(DRAWN);
  });

  it.each([
    ["there is one", attachmentIn("ready", { id: "v", thumbnail: new Uint8Array([9]) }), DRAWN],
    ["the video is made anew", attachmentIn("converting", { id: "v" }), DRAWN],
    ["the video was removed", attachmentIn("cancelled", { id: "v" }), DRAWN],
    [
      "it is no thumbnail",
      attachmentIn("ready", { id: "v" }),
      new Uint8Array(MAX_THUMBNAIL_BYTES + 1),
    ],
  ])("is not taken where %s", async (_why, attachment, bytes) => {
    await keep({ attachments: [attachment] });
    await keepDrawn(bytes);
    expect((await getAttachment("v"))?.thumbnail).toEqual(attachment.thumbnail);
  });

  it("of a video that is gone goes, too", () => keepDrawn());
});

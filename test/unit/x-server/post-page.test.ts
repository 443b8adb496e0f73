import { expect, it } from "vitest";
import { pngBytes } from "./media-samples";
import { uploadWhole } from "./upload-steps";
import { useXServer } from "./use-x-server";

const x = useXServer();

it("shows a post with its picture to whoever follows the link, as text and not as markup", async () => {
  const png = pngBytes();
  const mediaId = await uploadWhole(x.api, x.token, png);
  await x.api.send("/2/tweets", {
    token: x.token,
    json: { text: "<b>Hello</b>", media: { media_ids: [mediaId] } },
  });
  const answer = await x.api.send(`/i/status/${x.server.posts[0]?.id}`, {});
  expect(answer.status).toBe(200);
  expect(answer.text).toContain("&#60;b&#62;Hello");
  expect(answer.text).toContain(`data:image/png;base64,${png.toString("base64")}`);
});

it("knows no page of a post that was never made", async () => {
  expect((await x.api.send("/i/status/123", {})).status).toBe(404);
});

import { describe, expect, it } from "vitest";
import { defaultUser } from "../../x-server/x-user";
import { pngBytes } from "./media-samples";
import { uploadWhole } from "./upload-steps";
import { useXServer } from "./use-x-server";

describe("reading accounts and posts", () => {
  const x = useXServer();
  const get = (path: string) => x.api.send(path, { token: x.token });
  const timeline = (query = "") => get(`/2/users/${defaultUser.id}/tweets?${query}`);
  const post = (json: unknown) => x.api.send("/2/tweets", { token: x.token, json });

  it("shows the signed-in person with the fields that were asked for", async () => {
    const { id, name, username } = defaultUser;
    expect((await get("/2/users/me")).json()).toEqual({ data: { id, name, username } });
    expect((await get("/2/users/me?user.fields=verified_type,subscription_type")).json()).toEqual({
      data: { id, name, username, verified_type: "none", subscription_type: "None" },
    });
  });

  it("refuses fields and parameters that it does not know", async () => {
    expect((await get("/2/users/me?user.fields=shoe_size")).status).toBe(400);
    expect((await get("/2/users/me?fields=name")).text).toContain("is not one of [user.fields]");
  });

  it("shows a person's posts newest first, with their media keys", async () => {
    const mediaId = await uploadWhole(x.api, x.token, pngBytes());
    await post({ text: "older" });
    await post({ text: "newer", media: { media_ids: [mediaId] } });
    const answer = await timeline(
      "max_results=5&tweet.fields=created_at,attachments&expansions=attachments.media_keys",
    );
    const { data } = answer.json<{ data: { text: string; created_at: string }[] }>();
    const [newer, older] = data;
    expect(newer).toMatchObject({ attachments: { media_keys: [`3_${mediaId}`] } });
    expect(newer?.text).toMatch(/^newer https:\/\/t\.co\//);
    expect(newer?.created_at).toMatch(/\.000Z$/);
    expect(older).toMatchObject({ text: "older" });
    expect(answer.json()).toMatchObject({
      includes: { media: [{ media_key: `3_${mediaId}`, type: "photo" }] },
      meta: { result_count: 2 },
    });
  });

  it("shows only what is newer than start_time, and at most max_results", async () => {
    for (const text of ["1", "2", "3", "4", "5", "6"]) await post({ text });
    expect((await timeline("max_results=5")).json().data).toHaveLength(5);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect((await timeline(`start_time=${later}`)).json()).toEqual({ meta: { result_count: 0 } });
  });

  it.each(["max_results=4", "max_results=101", "start_time=yesterday", "user.name=x"])(
    "refuses %s",
    async (query) => {
      expect((await timeline(query)).status).toBe(400);
    },
  );

  it("does not know strangers", async () => {
    expect((await get("/2/users/1/tweets")).status).toBe(404);
  });
});

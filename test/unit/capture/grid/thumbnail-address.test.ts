import { expect, it } from "vitest";
import { thumbnailAddress } from "../../../../lib/capture/grid/thumbnail-address";

const MEDIA = {
  kind: "image",
  thumbnail: "",
  url: "https://cdn.test/a.jpg",
  frameUrl: "https://page.test/",
} as const;

it("a small picture is what the page has drawn, else lies at the picture's own address", () => {
  const thumbnail = "data:image/webp;base64,AAAA";
  expect(thumbnailAddress({ ...MEDIA, thumbnail })).toBe(thumbnail);
  expect(thumbnailAddress(MEDIA)).toBe(MEDIA.url);
  expect(thumbnailAddress({ ...MEDIA, kind: "poster" })).toBe(MEDIA.url);
});

it("a small picture is never one that the page must not name, nor a film", () => {
  expect(thumbnailAddress({ ...MEDIA, kind: "video" })).toBe("");
  // Nothing but a drawing counts as one, whatever a page answers.
  expect(thumbnailAddress({ ...MEDIA, kind: "video", thumbnail: "https://spy.test/" })).toBe("");
  for (const url of [
    "http://192.168.0.1/a.jpg",
    "http://localhost/a.jpg",
    "https://api.x.com/2/users/me",
    "file:///home/a.jpg",
    "chrome-extension://abcdefghijklmnop/a.jpg",
    "data:text/html,a",
    "blob:https://page.test/1",
    "",
  ]) {
    expect([url, thumbnailAddress({ ...MEDIA, url })]).toEqual([url, ""]);
  }
  const onRouter = { url: "http://192.168.0.2/a.jpg", frameUrl: "http://192.168.0.1/" };
  expect(thumbnailAddress({ ...MEDIA, ...onRouter })).toBe(onRouter.url);
});

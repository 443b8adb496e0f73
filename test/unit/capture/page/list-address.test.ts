import { describe, expect, it } from "vitest";
import { keepDistinct, toLoadedAddress } from "../../../../lib/capture/page/list-address";

const SITE = "https://video.test";

describe("an address that a page has loaded", () => {
  it.each([
    ["/main.m3u8", "", "list"],
    ["/main.M3U8?token=a.b", "", "list"],
    ["/play?file=/films/1/main.m3u8&token=1", "", "list"],
    ["/film.mpd", "", "list"],
    ["/manifest", "application/vnd.apple.mpegurl; charset=utf-8", "list"],
    ["/manifest", "application/dash+xml", "list"],
    ["/film.mp4?token=1", "", "film"],
    ["/film", "video/webm", "film"],
    ["/piece1", "video/mp4", null],
    ["/main.m3u8.js", "", null],
    ["/piece1.ts", "video/mp2t", null],
  ])("%s of type “%s” is: %s", (path, type, kind) => {
    expect(toLoadedAddress(`${SITE}${path}`, type)?.kind ?? null).toBe(kind);
  });

  it("is none for what is no web address, or longer than is looked at", () => {
    expect(toLoadedAddress("data:application/vnd.apple.mpegurl,#EXTM3U", "")).toBeNull();
    expect(toLoadedAddress(`${SITE}/${"a".repeat(4096)}.m3u8`, "")).toBeNull();
  });

  it("is told without what a player of low latency adds each time, else to the letter", () => {
    const live = toLoadedAddress(`${SITE}/live.m3u8?t=a%2Fb&_HLS_msn=27&_HLS_part=1`, "");
    expect(live?.url).toBe(`${SITE}/live.m3u8?t=a%2Fb`);
    const signed = `${SITE}/live.m3u8?sig=a+b%20c/~&x`;
    expect(toLoadedAddress(signed, "")?.url).toBe(signed);
  });
});

describe("addresses that a page has loaded", () => {
  const at = (...paths: readonly string[]) => paths.map((path) => ({ url: `${SITE}${path}` }));

  it("come once each, the latest first, twenty at most", () => {
    const paths = Array.from({ length: 30 }, (_, index) => `/${index}.m3u8`);
    expect(keepDistinct(at("/1.m3u8", "/2.m3u8", "/1.m3u8"))).toEqual(at("/1.m3u8", "/2.m3u8"));
    expect(keepDistinct(at(...paths))).toEqual(at(...paths.slice(0, 20)));
  });

  it("are not pushed out by a list that is loaded again and again with another query", () => {
    const again = Array.from({ length: 50 }, (_, index) => `/live.m3u8?now=${index}`);
    expect(keepDistinct(at(...again, "/main.m3u8"))).toEqual(
      at(...again.slice(0, 4), "/main.m3u8"),
    );
  });
});

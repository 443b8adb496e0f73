import { describe, expect, it } from "vitest";
import { fetchSubtitles } from "../../../../lib/capture/stream/fetch-subtitles";
import { JobFailure } from "../../../../lib/errors/job-error";
import { SOURCE } from "../../jobs/example-records";
import { never } from "../../x/scripted-x";

const LIST = "https://video.test/film.m3u8";
const FRENCH = "fr/Français";

const lines = (...all: string[]) => ["#EXTM3U", ...all].join("\n");
const MASTER = lines(
  '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="w",LANGUAGE="en",NAME="English",URI="en.m3u8"',
  '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="w",LANGUAGE="fr",NAME="Français",URI="fr.m3u8"',
  '#EXT-X-STREAM-INF:BANDWIDTH=1000,SUBTITLES="w"',
  "film.m3u8",
);
const FILES = lines("#EXTINF:6,", "1.vtt", "#EXTINF:6,", "2.vtt", "#EXT-X-ENDLIST");
const words = (start: string, end: string, text: string) =>
  `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n${start} --> ${end}\n${text}\n`;
const ONE = words("00:01.000", "00:02.000", "Un");
const TWO = words("00:07.000", "00:08.000", "Deux");
const CONTENT = { "/film.m3u8": MASTER, "/fr.m3u8": FILES, "/1.vtt": ONE, "/2.vtt": TWO };

async function take(
  content: Readonly<Record<string, string>>,
  { trackId = FRENCH, allowed = true, zeroSecs = 9.5 } = {},
) {
  const asked: string[] = [];
  const taken = fetchSubtitles(
    { ...SOURCE, element: "video", url: "blob:x", pageUrl: "https://site.test/watch" },
    { url: LIST, zeroSecs },
    trackId,
    {
      async fetch(input, init) {
        const request = new Request(input, init);
        asked.push(`${new URL(request.url).pathname} ${request.credentials}`);
        const text = content[new URL(request.url).pathname];
        return text === undefined ? new Response("", { status: 404 }) : new Response(text);
      },
      withReferer: (_url, _referer, task) => task(),
      seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl: null }),
      mayFetch: () => Promise.resolve(allowed),
    },
    never,
  );
  const end = await taken.catch((failure: unknown) => {
    if (failure instanceof JobFailure) return failure.error.code;
    throw failure;
  });
  return { end, asked };
}

describe("the subtitles of a stream", () => {
  it("are those of all its pieces, by the time of the film", async () => {
    const { end, asked } = await take(CONTENT);
    expect(end).toBe(
      "WEBVTT\n\n00:00:01.500 --> 00:00:02.500\nUn\n\n00:00:07.500 --> 00:00:08.500\nDeux\n",
    );
    expect(asked).toEqual(
      ["/film.m3u8", "/fr.m3u8", "/1.vtt", "/2.vtt"].map((one) => `${one} omit`),
    );
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["of a piece that is gone", { "/2.vtt": "" }, "not-subtitles"],
    ["that are another file", { "/1.vtt": "<!doctype html>" }, "not-subtitles"],
    ["in which nothing is said", { "/1.vtt": "WEBVTT\n", "/2.vtt": "WEBVTT\n" }, "empty-file"],
    ["that are longer than any", { "/1.vtt": ONE + "#".repeat(3_000_000) }, "subtitles-too-large"],
    ["in very many pieces", { "/fr.m3u8": lines(..."x".repeat(2001)) }, "subtitles-too-large"],
    [
      "that are encrypted",
      { "/fr.m3u8": `${FILES}\n#EXT-X-KEY:METHOD=AES-128` },
      "protected-video",
    ],
  ])("%s are refused by name", async (_name, change, code) => {
    expect((await take({ ...CONTENT, ...change })).end).toBe(code);
  });

  it("that the list names no more, or whose piece is missing, are refused by name", async () => {
    expect((await take(CONTENT, { trackId: "pl/Polski" })).end).toBe("not-subtitles");
    const { "/2.vtt": _gone, ...rest } = CONTENT;
    expect((await take(rest)).end).toBe("source-not-found");
  });

  it("of a site that was not allowed are not asked for", async () => {
    const { end, asked } = await take(CONTENT, { allowed: false });
    expect([end, asked]).toEqual(["permission-refused", []]);
  });
});

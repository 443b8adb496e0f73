import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mendParser } from "../../../lib/build/mend-mpd-parser";

afterEach(() => void vi.restoreAllMocks());

const require = createRequire(import.meta.url);
const CODE = readFileSync(join(dirname(require.resolve("mpd-parser")), "mpd-parser.es.js"), "utf8");

type Parse = (manifest: string, options: { manifestUri: string; NOW: number }) => unknown;

/** The mended module, with what it imports in the form that Node loads. */
async function loadMended(): Promise<Parse> {
  const code = (mendParser(CODE) ?? "").replace(/ from '([^']+)';/g, (_, name: string) => {
    const path = require.resolve(name.replace("/es/", "/cjs/"));
    return ` from ${JSON.stringify(pathToFileURL(path).href)};`;
  });
  const address = `data:text/javascript,${encodeURIComponent(code)}`;
  const module = (await import(/* @vite-ignore */ address)) as { readonly parse: Parse };
  return module.parse;
}

const manifest = (inner: string, period = "") => `<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT20S">
<Period ${period}><AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1" width="16" height="16">
${inner}</Representation></AdaptationSet></Period></MPD>`;

const timeline = (rows: string) =>
  `<SegmentTemplate media="$Number$.m4s" initialization="i.mp4" timescale="1"><SegmentTimeline>${rows}</SegmentTimeline></SegmentTemplate>`;

describe("the reader of DASH manifests", () => {
  it.each([
    ["a repetition in single quotes", manifest(timeline("<S t='0' d='1' r='2000000000'/>"))],
    ["a repetition with letters behind it", manifest(timeline('<S t="0" d="1" r="2000000000x"/>'))],
    ["pieces without length", manifest(timeline('<S t="0" d="0" r="-1"/>'))],
    [
      "a period without end",
      manifest(
        '<SegmentTemplate media="$Number$.m4s" initialization="i.mp4" duration="1" timescale="1"/>',
        'duration="PT2000000000S"',
      ),
    ],
  ])("gives %s up before they fill the memory", async (_, text) => {
    const parse = await loadMended();
    const options = { manifestUri: "https://films.test/list.mpd", NOW: 0 };
    expect(() => parse(text, options)).toThrow("Too many pieces");
  });

  it("reads an honest one", async () => {
    const parse = await loadMended();
    const text = manifest(timeline('<S t="0" d="2" r="9"/>'));
    const read = parse(text, { manifestUri: "https://films.test/list.mpd", NOW: 0 });
    expect(JSON.stringify(read).match(/\.m4s/g)?.length).toBeGreaterThanOrEqual(10);
  });

  it("says nothing of what a broken one holds", async () => {
    const told = (["log", "warn", "error"] as const).map((method) =>
      vi.spyOn(console, method).mockReturnValue(undefined),
    );
    const parse = await loadMended();
    const text = manifest(timeline('<S t="0" d="2"/>')).replace(
      "<Period",
      "<BaseURL a=b & >secret",
    );
    for (const broken of [text, text.slice(0, -9), "<MPD><a></b></MPD>"]) {
      try {
        parse(broken, { manifestUri: "https://films.test/list.mpd", NOW: 0 });
      } catch (failure) {
        expect(failure).toBeInstanceOf(Error);
      }
    }
    expect(told.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });

  it("is no longer bounded where it looks different", () => {
    expect(mendParser("")).toBeNull();
  });
});

import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { beforeAll, describe, expect, it } from "vitest";
import { ByteSink } from "../../../../lib/capture/bytes/byte-sink";
import { readFilmPart, type ReadPart } from "../../../../lib/capture/film/read-film-part";
import { joinPart } from "../../../../lib/convert/join-part";
import { toJobError } from "../../../../lib/errors/job-error";
import type { StreamMark } from "../../../../lib/jobs/stream-mark";
import type { ClipSpan } from "../../../../lib/media/clip-span";
import { makeFilm } from "../../convert/make-film";
import { SOURCE } from "../../jobs/example-records";
import { longFilm } from "../../media/film/long-film";
import { never } from "../../x/scripted-x";
import { MemoryBytes } from "../bytes/memory-bytes";

const URL_OF_FILM = "https://video.test/film.mp4";
/** Longer than an account may post. */
const SECS = 1300;
const KIB = 1024;

let indexAtEnd: Uint8Array<ArrayBuffer>;
let indexInFront: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  indexAtEnd = await longFilm(SECS, "end");
  indexInFront = await longFilm(SECS, "front");
}, 60_000);

interface Ask {
  readonly range: string | null;
  readonly ifRange: string | null;
  /** Counted from 0. */
  readonly number: number;
}

type Site = (ask: Ask) => Response;

/** A site that keeps to the standard. */
function standardSite(file: Uint8Array<ArrayBuffer>, validator = '"v1"'): Site {
  return ({ range, ifRange }) => {
    const asked = /^bytes=(\d+)-(\d+)$/.exec(range ?? "");
    const headers = { etag: validator, "accept-ranges": "bytes" };
    if (asked === null || (ifRange !== null && ifRange !== validator)) {
      return new Response(file, { headers });
    }
    const startByte = Number(asked[1]);
    const endByte = Math.min(Number(asked[2]) + 1, file.length);
    const contentRange = `bytes ${startByte}-${endByte - 1}/${file.length}`;
    return new Response(file.subarray(startByte, endByte), {
      status: 206,
      headers: { ...headers, "content-range": contentRange },
    });
  };
}

interface Outcome {
  readonly outcome: ReadPart | null;
  readonly code: string | null;
  readonly asks: readonly Ask[];
  readonly receivedBytes: number;
  readonly store: MemoryBytes;
}

interface Setup {
  readonly span?: ClipSpan;
  readonly earlier?: Pick<Outcome, "store">;
}

async function read(site: Site, setup: Setup = {}): Promise<Outcome> {
  const store = setup.earlier?.store ?? new MemoryBytes(64 * KIB);
  const asks: Ask[] = [];
  let receivedBytes = 0;
  let outcome: ReadPart | null = null;
  let code: string | null = null;
  try {
    outcome = await readFilmPart(
      { ...SOURCE, element: "video", url: URL_OF_FILM },
      setup.earlier?.store.mark ?? null,
      () => setup.span ?? { startMs: 630_000, endMs: 660_000 },
      {
        fetch(_url, init = {}) {
          const headers = new Headers(init.headers);
          const ask = {
            range: headers.get("range"),
            ifRange: headers.get("if-range"),
            number: asks.length,
          };
          asks.push(ask);
          const response = site(ask);
          const counted = response.body?.pipeThrough(
            new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
              transform(part, controller) {
                receivedBytes += part.byteLength;
                controller.enqueue(part);
              },
            }),
          );
          const { status, headers: answered } = response;
          return Promise.resolve(new Response(counted ?? null, { status, headers: answered }));
        },
        withReferer: (_url, _referer, task) => task(),
        seeRedirect: async (_url, request) => ({ response: await request(), redirectUrl: null }),
        mayFetch: () => Promise.resolve(true),
        openPart(stored: StreamMark | null, markAt) {
          const free = { maxBytes: Infinity, refuse: () => new Error("too large") };
          const start =
            stored === null
              ? { mark: null, isUnseen: false }
              : { bytes: stored.storedBytes, head: new Uint8Array() };
          const sink = new ByteSink(
            store.bytes,
            () => free,
            () => 0,
            start,
            markAt,
          );
          return Promise.resolve(sink);
        },
        tier: "standard",
      },
      never,
    );
  } catch (failure) {
    ({ code } = toJobError(failure, "capture"));
  }
  return { outcome, code, asks, receivedBytes, store };
}

/** What is made of a stored part: each frame's and sound's bytes, and when it is shown. */
async function join({ outcome, store }: Outcome) {
  if (outcome === null) throw new Error("Nothing was read");
  const { part } = outcome;
  return samplesOf(await makeFilm(await store.bytes.open(), (task) => joinPart(task, part)));
}

/** The samples of both tracks between two moments, on a time line that begins with the first. */
async function samplesOf(file: Uint8Array<ArrayBuffer>, startSecs = 0, endSecs = Infinity) {
  const input = new Input({ source: new BufferSource(file), formats: [MP4] });
  const samples: string[][] = [];
  for (const track of [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]) {
    if (track === null) throw new Error("A track is missing");
    const own: string[] = [];
    for await (const { timestamp, duration, data } of new EncodedPacketSink(track).packets()) {
      const isInside = timestamp + duration / 2 >= startSecs && timestamp < endSecs;
      if (!isInside) continue;
      const atMs = Math.round(1000 * Math.max(0, timestamp - startSecs));
      own.push(`${atMs} ${Buffer.from(data).toString("base64")}`);
    }
    samples.push(own);
  }
  return samples;
}

describe("a part of a film that is longer than X takes", () => {
  it.each([
    ["at its end", () => indexAtEnd],
    ["in front", () => indexInFront],
  ])("is fetched as its samples alone, by an index %s", async (_where, film) => {
    const found = await read(standardSite(film()));
    const { part, window } = found.outcome ?? {};
    // From the key frame before it; the film is 1300 seconds long.
    expect(window).toMatchObject({ startMs: 628_000, filmMs: 1_300_000, longestMs: 1_200_000 });
    expect(Math.abs((window?.endMs ?? 0) - 660_000)).toBeLessThan(70);
    expect(part?.picture.samples).toBe(32 * 15);
    const neededBytes = (film().length * 32) / SECS;
    const indexBytes = new DataView(film().buffer).getUint32(
      Buffer.from(film().buffer).lastIndexOf("moov") - 4,
    );
    // Beside the index comes the rest of the first and of the last request for it.
    expect(found.receivedBytes).toBeLessThan(1.15 * neededBytes + indexBytes + 128 * KIB);
    expect(found.receivedBytes).toBeLessThan(film().length / 8);
    const made = await join(found);
    expect(made).toEqual(await samplesOf(film(), 628, (window?.endMs ?? 0) / 1000));
  });

  it("asks for one version of the file only, and never for several ranges at once", async () => {
    const { asks } = await read(standardSite(indexAtEnd));
    expect(asks[0]).toMatchObject({ range: "bytes=0-65535", ifRange: null });
    expect(asks.slice(1).every(({ ifRange }) => ifRange === '"v1"')).toBe(true);
    expect(asks.every(({ range }) => /^bytes=\d+-\d+$/.test(range ?? ""))).toBe(true);
  });

  it("begins anew where the file changes in the middle: two are never mixed", async () => {
    const other = standardSite(indexInFront, '"v2"');
    const found = await read((ask) =>
      ask.number < 3 ? standardSite(indexAtEnd)(ask) : other(ask),
    );
    expect(found.outcome?.part.fileBytes).toBe(indexInFront.length);
    const endSecs = (found.outcome?.window.endMs ?? 0) / 1000;
    expect(await join(found)).toEqual(await samplesOf(indexInFront, 628, endSecs));
  });

  it("is given up for all of a file that is another one each time", async () => {
    const found = await read((ask) => standardSite(indexAtEnd, `"v${ask.number}"`)(ask));
    expect(found).toMatchObject({ outcome: null, code: null });
  });

  it("goes on where it was cut off, with the bytes that are missing", async () => {
    const site = standardSite(indexAtEnd);
    const span = { startMs: 100_000, endMs: 700_000 };
    const cut: Site = (ask) => {
      if (ask.number > 3) throw new TypeError("Failed to fetch");
      return site(ask);
    };
    const first = await read(cut, { span });
    expect(first.code).toBe("source-unreachable");
    const storedBytes = first.store.mark?.storedBytes ?? 0;
    expect(storedBytes).toBeGreaterThan(KIB * KIB);
    const second = await read(site, { span, earlier: first });
    const whole = await read(site, { span });
    // The index is asked for anew.
    expect(second.receivedBytes).toBeLessThan(whole.receivedBytes - storedBytes + KIB * KIB);
    const [joined, expected] = [await second.store.content(), await whole.store.content()];
    expect(joined.equals(expected)).toBe(true);
    expect(second.outcome).toEqual(whole.outcome);
  });
});

describe("all of a film is fetched instead", () => {
  const dated = (agoMs: number) => ({
    "last-modified": new Date(1.8e12 - agoMs).toUTCString(),
    date: new Date(1.8e12).toUTCString(),
  });
  const answering =
    (change: (headers: Headers, response: Response) => void): Site =>
    (ask) => {
      const response = standardSite(indexAtEnd)(ask);
      change(response.headers, response);
      return response;
    };

  it.each<[string, () => Site]>([
    ["where the site ignores the range", () => () => new Response(indexAtEnd)],
    ["where it has no such range", () => () => new Response("", { status: 416 })],
    ["where its entity tag is weak", () => answering((headers) => headers.set("etag", 'W/"v1"'))],
    [
      "where the date of the file says too little",
      () =>
        answering((headers) => {
          headers.delete("etag");
          for (const [name, value] of Object.entries(dated(30_000))) headers.set(name, value);
        }),
    ],
    [
      "where another range comes",
      () =>
        answering((headers) => headers.set("content-range", `bytes 1-65536/${indexAtEnd.length}`)),
    ],
    [
      "where several ranges come",
      () =>
        answering((headers) => {
          headers.set("content-type", "multipart/byteranges; boundary=x");
          headers.delete("content-range");
        }),
    ],
    [
      "where the answer is compressed",
      () => answering((headers) => headers.set("content-encoding", "gzip")),
    ],
    [
      "where its index is broken",
      () => {
        const broken = indexAtEnd.slice();
        const view = new DataView(broken.buffer);
        const at = Buffer.from(broken.buffer).lastIndexOf("stsz");
        view.setUint32(at + 12, 0xffffffff);
        return standardSite(broken);
      },
    ],
    ["where it has no index", () => standardSite(indexAtEnd.slice(0, 200_000))],
  ])("%s", async (_case, makeSite) => {
    const found = await read(makeSite());
    expect(found).toMatchObject({ outcome: null, code: null });
    expect(found.store.runs).toEqual([]);
  });

  it("where X takes all of it", async () => {
    const found = await read(standardSite(await longFilm(40, "end")));
    expect(found.outcome).toBeNull();
  });

  it("where the part is most of it", async () => {
    const found = await read(standardSite(indexAtEnd), { span: { startMs: 0, endMs: 900_000 } });
    expect(found.outcome).toBeNull();
  });

  it("but not where a date tells versions apart", async () => {
    const found = await read((ask) => {
      const response = standardSite(indexAtEnd)({ ...ask, ifRange: null });
      response.headers.delete("etag");
      for (const [name, value] of Object.entries(dated(90_000))) response.headers.set(name, value);
      return response;
    });
    expect(found.outcome).not.toBeNull();
  });
});

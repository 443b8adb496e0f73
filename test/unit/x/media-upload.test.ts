import { describe, expect, it } from "vitest";
import {
  appendSegment,
  finalizeUpload,
  getUploadStatus,
  initializeUpload,
  uploadImage,
} from "../../../lib/x/media-upload";
import { setMediaMetadata } from "../../../lib/x/media-metadata";
import { attachSubtitles, detachSubtitles, uploadSubtitles } from "../../../lib/x/media-subtitles";
import { type MediaMetadata, NO_METADATA } from "../../../lib/jobs/metadata-value";
import { json, never, NOW_MS, scriptedX, type SentCall } from "./scripted-x";

const DAY_MS = 86_400_000;
const IMAGE = new Blob([new Uint8Array([1, 2, 3])], { type: "image/png" });
const FILE = {
  mediaType: "video/mp4",
  totalBytes: 3000,
  category: "tweet_video",
  additionalOwners: [],
} as const;

const formOf = (call: SentCall | undefined) => {
  const body = call?.init.body;
  if (!(body instanceof FormData)) throw new Error("Expected a form");
  return body;
};

describe("an image", () => {
  it("goes with its category and an ASCII name, in one call", async () => {
    const data = { id: "19", media_key: "3_19", expires_after_secs: 3600 };
    const { connection, calls } = scriptedX(json({ data }));
    const options = { category: "tweet_image", additionalOwners: ["12", "34"] } as const;
    expect(await uploadImage(connection, IMAGE, options, never)).toEqual({
      mediaId: "19",
      mediaKey: "3_19",
      expiresAtMs: NOW_MS + 3_600_000,
    });
    expect(calls[0]?.url).toBe("https://api.x.com/2/media/upload");
    const form = formOf(calls[0]);
    expect([...form.keys()].toSorted()).toEqual(["additional_owners", "media", "media_category"]);
    expect(form.get("media_category")).toBe("tweet_image");
    expect(form.get("additional_owners")).toBe("12,34");
    const media = form.get("media");
    expect(media instanceof File && media.name).toBe("media");
  });

  it.each([200, 201, 202])("is taken with %i", async (status) => {
    const { connection } = scriptedX(json({ data: { id: "19" } }, status));
    const options = { category: "tweet_image", additionalOwners: [] } as const;
    expect(await uploadImage(connection, IMAGE, options, never)).toEqual({
      mediaId: "19",
      mediaKey: null,
      expiresAtMs: NOW_MS + DAY_MS,
    });
  });

  it.each([
    '{"data":{"id":19}}',
    '{"data":{"id":"19/../20"}}',
    "{}",
    "",
    "<html>",
    '{"data":null}',
  ])("without a media id (%s) is not uploaded", async (body) => {
    const { connection } = scriptedX(new Response(body));
    const options = { category: "tweet_image", additionalOwners: [] } as const;
    await expect(uploadImage(connection, IMAGE, options, never)).rejects.toMatchObject({
      error: { code: "unreadable-answer", stage: "upload" },
    });
  });

  it.each([0, -5, "60", null])("with a life of %j seconds lives a day", async (secs) => {
    const { connection } = scriptedX(json({ data: { id: "19", expires_after_secs: secs } }));
    const options = { category: "tweet_image", additionalOwners: [] } as const;
    const { expiresAtMs } = await uploadImage(connection, IMAGE, options, never);
    expect(expiresAtMs).toBe(NOW_MS + DAY_MS);
  });
});

describe("a segmented upload", () => {
  it("is opened with type, size and category, and with owners only where there are some", async () => {
    const answer = () => json({ data: { id: "18", media_key: "7_18", expires_after_secs: 60 } });
    const { connection, calls } = scriptedX(answer(), answer());
    await initializeUpload(connection, FILE, never);
    await initializeUpload(connection, { ...FILE, additionalOwners: ["12"] }, never);
    const plain = { media_type: "video/mp4", total_bytes: 3000, media_category: "tweet_video" };
    expect(calls.map((call) => JSON.parse(String(call.init.body)))).toEqual([
      plain,
      { ...plain, additional_owners: ["12"] },
    ]);
  });

  it.each([
    ["an empty 204", new Response(null, { status: 204 })],
    ["an empty 200", new Response("")],
    ["201", json({}, 201)],
    ["an expiry", json({ data: { expires_at: 1_767_225_600 } })],
  ])("has a segment acknowledged by %s", async (_name, answer) => {
    const { connection, calls } = scriptedX(answer);
    await appendSegment(connection, "18", 3, new Blob([new Uint8Array(3)]), never, never);
    expect(calls[0]?.url).toBe("https://api.x.com/2/media/upload/18/append");
    expect(formOf(calls[0]).get("segment_index")).toBe("3");
    expect([...formOf(calls[0]).keys()].toSorted()).toEqual(["media", "segment_index"]);
  });

  it("is finalized without a body, and polled by X's one remaining command", async () => {
    const data = { id: "18", media_key: "7_18", processing_info: { state: "succeeded" } };
    const { connection, calls } = scriptedX(json({ data }), json({ data }));
    expect(await finalizeUpload(connection, "18", never)).toEqual({
      mediaId: "18",
      mediaKey: "7_18",
      expiresAtMs: NOW_MS + DAY_MS,
      report: { kind: "usable" },
    });
    await getUploadStatus(connection, "18", never);
    expect(calls.map(({ method, url, init }) => [method, url, init.body])).toEqual([
      ["POST", "https://api.x.com/2/media/upload/18/finalize", undefined],
      ["GET", "https://api.x.com/2/media/upload?command=STATUS&media_id=18", undefined],
    ]);
  });

  it("is finalized once more with an empty object where X asks for a JSON body", async () => {
    const refusal = json(
      { title: "Invalid Request", detail: "Request body must be a JSON object." },
      400,
    );
    const { connection, calls } = scriptedX(refusal, json({ data: { id: "18" } }));
    expect((await finalizeUpload(connection, "18", never)).report).toEqual({ kind: "usable" });
    expect(calls.map(({ init }) => init.body)).toEqual([undefined, "{}"]);
    const { connection: other, calls: once } = scriptedX(json({ title: "Invalid Request" }, 400));
    await expect(finalizeUpload(other, "18", never)).rejects.toMatchObject({
      error: { code: "invalid-request" },
    });
    expect(once).toHaveLength(1);
  });

  it.each(["", "{}", '{"errors":[{"title":"x"}]}', '{"data":null}', '{"data":[]}', "<html>"])(
    "is not called ready by the answer %s",
    async (body) => {
      const { connection } = scriptedX(new Response(body));
      await expect(finalizeUpload(connection, "18", never)).rejects.toMatchObject({
        error: { code: "unreadable-answer" },
      });
    },
  );
});

describe("what X is told about a medium", () => {
  const tell = async (wanted: MediaMetadata, before = NO_METADATA): Promise<unknown> => {
    const { connection, calls } = scriptedX(json({ data: { id: "19" } }));
    await setMediaMetadata(connection, "19", wanted, before, never);
    return JSON.parse(String(calls[0]?.init.body));
  };
  const none = { adult_content: false, graphic_violence: false, other: false };

  it("is its alt text and its warnings, in one call, each in its field", async () => {
    expect(await tell({ altText: "Boats", sensitive: [] })).toEqual({
      id: "19",
      metadata: { alt_text: { text: "Boats" } },
    });
    expect(await tell({ altText: "", sensitive: ["graphic_violence"] })).toEqual({
      id: "19",
      metadata: { sensitive_media_warning: { ...none, graphic_violence: true } },
    });
    expect(await tell({ altText: "Boats", sensitive: ["adult_content", "other"] })).toEqual({
      id: "19",
      metadata: {
        alt_text: { text: "Boats" },
        sensitive_media_warning: { ...none, adult_content: true, other: true },
      },
    });
  });

  it("is that a warning does not hold any more", async () => {
    const before = { altText: "Boats", sensitive: ["other"] } as const;
    expect(await tell({ altText: "Boats", sensitive: [] }, before)).toMatchObject({
      metadata: { sensitive_media_warning: none },
    });
  });
});

describe("subtitles", () => {
  const VIDEO = { mediaId: "18", category: "tweet_video" } as const;
  const SRT = new Blob(["1\n00:00:00,000 --> 00:00:01,000\nBoats\n"], { type: "text/srt" });

  it("are uploaded as such, and filed under their video by a capital language code", async () => {
    const { connection, calls } = scriptedX(json({ data: { id: "20" } }), json({ data: {} }));
    expect(await uploadSubtitles(connection, SRT, never)).toBe("20");
    const form = formOf(calls[0]);
    expect([...form.keys()].toSorted()).toEqual(["media", "media_category"]);
    expect(form.get("media_category")).toBe("subtitles");
    const track = { mediaId: "20", languageCode: "EN", displayName: "English" };
    await attachSubtitles(connection, VIDEO, track, never);
    expect(JSON.parse(String(calls[1]?.init.body))).toEqual({
      id: "18",
      media_category: "TweetVideo",
      subtitles: { id: "20", language_code: "EN", display_name: "English" },
    });
  });

  it("of an amplified video name that category, when they are taken away, too", async () => {
    const { connection, calls } = scriptedX(json({ data: { deleted: true } }));
    await detachSubtitles(connection, { ...VIDEO, category: "amplify_video" }, "DE", never);
    expect(calls[0]?.method).toBe("DELETE");
    expect(JSON.parse(String(calls[0]?.init.body))).toEqual({
      id: "18",
      media_category: "AmplifyVideo",
      language_code: "DE",
    });
  });

  it("that X does not have any more are taken away, whatever became of the first call", async () => {
    const gone = { errors: [{ message: "BadRequest: Not found" }], title: "Invalid Request" };
    const { connection } = scriptedX(json(gone, 400), json({ title: "Not Found" }, 404));
    await detachSubtitles(connection, VIDEO, "DE", never);
    await detachSubtitles(connection, VIDEO, "DE", never);
    const { connection: other } = scriptedX(json({ title: "Invalid Request" }, 400));
    await expect(detachSubtitles(other, VIDEO, "DE", never)).rejects.toMatchObject({
      error: { code: "invalid-request", stage: "subtitles" },
    });
  });

  it.each(["{}", "", '{"data":{"id":20}}'])("are not taken for uploaded with %j", async (body) => {
    const { connection } = scriptedX(new Response(body));
    await expect(uploadSubtitles(connection, SRT, never)).rejects.toMatchObject({
      error: { code: "unreadable-answer", stage: "subtitles" },
    });
  });
});

import { describe, expect, it } from "vitest";
import { judgeFiles } from "../../../lib/popup/judge-files";
import { buildGif } from "../media/build-gif";
import { buildJpeg } from "../media/build-jpeg";
import { buildMp4 } from "../media/build-mp4";

const file = (name: string, bytes: BlobPart = "") => new File([bytes], name);
const JPEG = file("boats.jpg", buildJpeg());
const GIF = file("waves.gif", buildGif());
const MP4 = file("light.mp4", buildMp4());
const TEXT = file("notes.txt", "Dear diary");

/** A file that has a size without having its bytes, as no test could hold them. */
class HugeFile extends File {
  override get size(): number {
    return 17 * 1024 ** 3;
  }
}

describe("files that a person adds", () => {
  it("are taken in their order as what their first bytes say, whatever they are called", async () => {
    const { taken, refused } = await judgeFiles([MP4, JPEG, GIF, file("film.mp4", buildJpeg())]);
    expect(taken.map(({ element }) => element)).toEqual(["video", "image", "image", "image"]);
    expect(refused).toEqual([]);
  });

  it("are each named when they are refused, and do not keep the others away", async () => {
    const { taken, refused } = await judgeFiles([TEXT, JPEG, file("nothing.png")]);
    expect(taken.map(({ file: { name } }) => name)).toEqual(["boats.jpg"]);
    expect(refused).toMatchObject([
      { name: "notes.txt", error: { code: "file-not-media" } },
      { name: "nothing.png", error: { code: "empty-file" } },
    ]);
  });

  it("of one kind stay together, so that a film among images does not make two drafts of them", async () => {
    const { taken } = await judgeFiles([JPEG, GIF, MP4, file("gulls.jpg", buildJpeg())]);
    expect(taken.map(({ file: { name } }) => name)).toEqual([
      "boats.jpg",
      "gulls.jpg",
      "waves.gif",
      "light.mp4",
    ]);
  });

  it("are named where they cannot be read, as a folder that was dropped", async () => {
    const folder = file("Holidays");
    const read = () => Promise.reject(new DOMException("", "NotFoundError"));
    folder.slice = () => Object.assign(new Blob(), { arrayBuffer: read });
    const { taken, refused } = await judgeFiles([folder, JPEG]);
    expect(taken).toHaveLength(1);
    expect(refused).toMatchObject([{ name: "Holidays", error: { code: "own-file-unreadable" } }]);
  });

  it("may be five images, or a mix: where they go is decided when they are added", async () => {
    const { taken } = await judgeFiles([JPEG, JPEG, JPEG, JPEG, JPEG, MP4]);
    expect(taken).toHaveLength(6);
  });

  it("of many gigabytes are refused by their head and their size, without being read", async () => {
    const huge = new HugeFile([buildMp4()], "film.mp4");
    const { refused } = await judgeFiles([huge]);
    expect(refused).toMatchObject([
      { name: "film.mp4", error: { code: "too-large", details: { actual: 17 * 1024 ** 3 } } },
    ]);
  });
});

import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesToUpload } from "./strip-file";

const MEDIA = fileURLToPath(new URL("../../../pages/media", import.meta.url));
const TYPES = [".jpg", ".png", ".webp", ".gif", ".mp4", ".mov"];
const samples = readdirSync(MEDIA).filter((name) => TYPES.includes(extname(name)));

/** What nobody may learn from what is uploaded: where, when, by whom, with what, and what it was before. */
const TELLING =
  /gps|location|latitude|longitude|geo|city|country|make$|model|serial|device|camera|lens|artist|author|creator|owner|byline|copyright|rights|comment|(?<!samplegroup)description|caption|title|keywords|subject|software|encoder|vendor|compressorname|handlerdescription|thumbnail|previewimage|mpimage|trailer|embedded|history|(?:create|modify|original|digitized|media)date|xmp|iptc/i;
/** What ExifTool tells of the file in hand, of colours, or computes. */
const OWN_GROUPS = new Set([
  "ExifTool",
  "System",
  "File",
  "Composite",
  "ICC_Profile",
  "ICC-header",
]);
/** A film that does not say when it was made. */
const NO_TIME = "0000:00:00 00:00:00";

/** The tags that tell something, as `Group:Tag: value`. */
function tellingTags(path: string): string[] {
  const json = run(["-json", "-a", "-G1", "-ee3", "-U", path]);
  const [tags = {}] = JSON.parse(json) as Record<string, unknown>[];
  return Object.entries(tags)
    .filter(([tag, value]) => {
      const [group = "", name = ""] = tag.split(":");
      return !OWN_GROUPS.has(group) && value !== NO_TIME && TELLING.test(name);
    })
    .map(([tag, value]) => `${tag}: ${JSON.stringify(value)}`);
}

function run(options: readonly string[]): string {
  return execFileSync("exiftool", options, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Tags of all kinds that ExifTool can write into a file of a type. */
function tagsFor(extension: string, thumbnail: string): string[] {
  const place = [
    "-GPSLatitude=51.5007",
    "-GPSLatitudeRef=N",
    "-GPSLongitude=0.1246",
    "-GPSLongitudeRef=W",
  ];
  const camera = [
    "-Make=NIKON",
    "-Model=Z 9",
    "-SerialNumber=12345678",
    "-Artist=Ada",
    "-Software=Editor",
  ];
  const xmp = [
    "-XMP:Creator=Ada",
    "-XMP:Location=Westminster",
    "-XMP-exif:GPSLatitude=51.5007",
    "-XMP:SerialNumber=12345678",
  ];
  switch (extension) {
    case ".jpg":
      return [
        ...place,
        ...camera,
        ...xmp,
        "-IPTC:By-line=Ada",
        "-IPTC:City=London",
        "-Comment=51.5007",
        "-Photoshop:CopyrightFlag=true",
        `-ThumbnailImage<=${thumbnail}`,
      ];
    case ".png":
      return [
        ...place,
        ...camera,
        ...xmp,
        "-PNG:Author=Ada",
        "-PNG:Comment=51.5007",
        "-PNG:ModifyDate=2026:01:01 00:00:00",
      ];
    case ".webp":
      return [...place, ...camera, ...xmp];
    case ".gif":
      return [...xmp, "-Comment=51.5007"];
    default:
      return [
        ...xmp,
        "-Keys:GPSCoordinates=51.5007, -0.1246, 10",
        "-UserData:GPSCoordinates=51.5007, -0.1246, 10",
        "-Keys:Make=NIKON",
        "-Keys:Model=Z 9",
        "-ItemList:Artist=Ada",
        "-UserData:Author=Ada",
        "-QuickTime:CreateDate=2026:01:01 00:00:00",
        "-TrackCreateDate=2026:01:01 00:00:00",
        "-MediaCreateDate=2026:01:01 00:00:00",
      ];
  }
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "exiftool-"));
  try {
    run(["-ver"]);
  } catch (cause) {
    const missing =
      "This test needs exiftool, which .ci/run installs (Debian: libimage-exiftool-perl)";
    throw new Error(missing, { cause });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what is uploaded, as ExifTool reads it", () => {
  it.each(samples)("(%s) tells nothing, whatever was written into it before", async (name) => {
    const tagged = join(folder, name);
    copyFileSync(join(MEDIA, name), tagged);
    const thumbnail = join(MEDIA, "harbor.jpg");
    run(["-overwrite_original", "-m", ...tagsFor(extname(name), thumbnail), tagged]);
    expect(tellingTags(tagged).length).toBeGreaterThan(2);
    const uploaded = await bytesToUpload(new Uint8Array(readFileSync(tagged)));
    expect(uploaded).not.toBeNull();
    const clean = join(folder, `clean-${name}`);
    writeFileSync(clean, uploaded ?? "");
    expect(tellingTags(clean)).toEqual([]);
  });

  it("names a camera where there is one: the list of telling tags is no empty sieve", () => {
    const tagged = join(folder, "tagged.jpg");
    copyFileSync(join(MEDIA, "harbor.jpg"), tagged);
    run(["-overwrite_original", "-Make=NIKON", "-GPSLatitude=51.5007", tagged]);
    expect(tellingTags(tagged).join()).toContain("NIKON");
    expect(tellingTags(tagged).join()).toContain("GPSLatitude");
  });
});

import { execFileSync } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

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

/** The tags of a file that tell something, as ExifTool reads them: `Group:Tag: value`. */
export function tellingTags(path: string): string[] {
  const json = run(["-json", "-a", "-G1", "-ee3", "-U", path]);
  const [tags = {}] = JSON.parse(json) as Record<string, unknown>[];
  return Object.entries(tags)
    .filter(([tag, value]) => {
      const [group = "", name = ""] = tag.split(":");
      return !OWN_GROUPS.has(group) && value !== NO_TIME && TELLING.test(name);
    })
    .map(([tag, value]) => `${tag}: ${JSON.stringify(value)}`);
}

/** Writes tags of all kinds that ExifTool can write into a file of its type. */
export function writeTellingTags(path: string): void {
  const thumbnail = fileURLToPath(new URL("../../../pages/media/harbor.jpg", import.meta.url));
  writeTags(path, tagsFor(extname(path), thumbnail));
}

/** Writes tags, given as ExifTool's own options: `-Make=NIKON`. */
export function writeTags(path: string, tags: readonly string[]): void {
  run(["-overwrite_original", "-m", ...tags, path]);
}

/** @throws with what to install where there is no ExifTool */
export function requireExiftool(): void {
  try {
    run(["-ver"]);
  } catch (cause) {
    const missing =
      "This test needs exiftool, which .ci/run installs (Debian: libimage-exiftool-perl)";
    throw new Error(missing, { cause });
  }
}

function run(options: readonly string[]): string {
  return execFileSync("exiftool", options, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

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

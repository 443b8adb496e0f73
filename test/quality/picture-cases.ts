import { execFileSync } from "node:child_process";
import type { MadeMedia } from "../browser/media/made-media";

/** A picture in the colours of a kind. */
export interface PictureCase {
  readonly name: string;
  readonly make: (made: MadeMedia, name: string) => void;
  /** What to show in place of one that the browser cannot show: the picture that it was made of. */
  readonly shownAs?: string;
}

/** The picture that others are made of: bars of known colours, noise that JPEG cannot make small. */
export const BASE = "base.png";
const BARS = ["-f", "lavfi", "-i", "smptehdbars=s=800x600", "-frames:v", "1"];
const NOISY = ["-f", "lavfi", "-i", "smptehdbars=s=1800x1350,noise=alls=60", "-frames:v", "1"];
const RGB48 = ["-pix_fmt", "rgb48be"];

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"], timeout: 60_000 });
}

/** Writes a profile of Display P3 into a picture whose numbers stay as they are. */
function makeP3(made: MadeMedia, name: string, args: readonly string[]): void {
  const plain = `plain-${name}`;
  made.make(plain, args);
  run(
    "cjxl",
    "-x",
    "color_space=RGB_D65_DCI_Rel_SRG",
    made.path(BASE),
    made.path("p3.jxl"),
    "-d",
    "0",
  );
  run("djxl", made.path("p3.jxl"), made.path("p3.png"));
  run("exiftool", "-q", "-b", "-icc_profile", "-w!", "icc", made.path("p3.png"));
  run("convert", made.path(plain), "-profile", made.path("p3.icc"), made.path(name));
}

/** Every kind of picture whose colours are not simply sRGB of 8 bits. */
export const PICTURE_CASES: readonly PictureCase[] = [
  { name: "p3.jpg", make: (made, name) => makeP3(made, name, [...BARS, "-q:v", "2"]) },
  { name: "p3-large.jpg", make: (made, name) => makeP3(made, name, [...NOISY, "-q:v", "1"]) },
  { name: "p3.png", make: (made, name) => makeP3(made, name, BARS) },
  { name: "p3-large.png", make: (made, name) => makeP3(made, name, NOISY) },
  { name: "16-bit.png", make: (made, name) => void made.make(name, [...BARS, ...RGB48]) },
  { name: "16-bit-large.png", make: (made, name) => void made.make(name, [...NOISY, ...RGB48]) },
  {
    name: "cmyk.jpg",
    make: (made, name) =>
      run("convert", made.path(BASE), "-colorspace", "CMYK", "-quality", "95", made.path(name)),
  },
  {
    name: "cmyk-large.jpg",
    make: (made, name) => {
      made.make("noisy.png", NOISY);
      const args = ["-colorspace", "CMYK", "-quality", "100", made.path(name)];
      run("convert", made.path("noisy.png"), ...args);
    },
  },
  {
    name: "bars.heic",
    make: (made, name) => run("heif-enc", "-q", "95", made.path(BASE), "-o", made.path(name)),
    shownAs: BASE,
  },
  {
    name: "bars.jxl",
    make: (made, name) => run("cjxl", made.path(BASE), made.path(name), "-d", "0.5"),
    shownAs: BASE,
  },
  {
    name: "p3.jxl",
    make: (made, name) =>
      run(
        "cjxl",
        "-x",
        "color_space=RGB_D65_DCI_Rel_SRG",
        made.path("p3.png"),
        made.path(name),
        "-d",
        "0.5",
      ),
    shownAs: "p3.png",
  },
  {
    name: "bars.avif",
    make: (made, name) =>
      void made.make(name, [...BARS, "-c:v", "libaom-av1", "-still-picture", "1", "-crf", "12"]),
  },
  {
    name: "10-bit.avif",
    make: (made, name) =>
      void made.make(name, [
        ...BARS,
        "-vf",
        "scale=out_color_matrix=bt709:out_range=pc",
        "-pix_fmt",
        "yuv420p10le",
        "-colorspace",
        "bt709",
        "-color_range",
        "pc",
        "-c:v",
        "libaom-av1",
        "-still-picture",
        "1",
        "-crf",
        "12",
      ]),
  },
  { name: "bars.tiff", make: (made, name) => void made.make(name, BARS), shownAs: BASE },
  {
    name: "16-bit.tiff",
    make: (made, name) => void made.make(name, [...BARS, "-pix_fmt", "rgb48le"]),
    shownAs: BASE,
  },
  { name: "bars.bmp", make: (made, name) => void made.make(name, BARS) },
];

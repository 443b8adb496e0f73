import { execFileSync } from "node:child_process";
import { dunes, lighthouse, type MadeMedia } from "../browser/media/made-media";
import type { AddNeighbour, IsWanted } from "./neighbours";

/** A picture that is made with ImageMagick or with ffmpeg. */
interface PictureKind {
  readonly convert?: readonly string[];
  readonly ffmpeg?: readonly string[];
  /** The browser does not show it, or X does not take its size: a named error is right. */
  readonly isRefused?: true;
  /** ffmpeg reads tiles of a TIFF as strips: it is compared with what it was made of. */
  readonly isMisread?: true;
}

const SMALL = "scale=90:60";
const moving = (filter: string, secs = 1) => [
  "-f",
  "lavfi",
  "-i",
  `testsrc2=s=320x240:r=10:d=${secs},${filter}`,
];

/** Pictures as cameras, scanners and other programs write them. */
const KINDS: Readonly<Record<string, PictureKind>> = {
  "CMYK.jpg": { convert: ["-colorspace", "CMYK"] },
  "grey.jpg": { convert: ["-colorspace", "Gray"] },
  "progressive.jpg": { convert: ["-interlace", "JPEG"] },
  "halved colours.jpg": { convert: ["-sampling-factor", "4x1"] },
  "RGB.jpg": { convert: ["-colorspace", "RGB", "-set", "colorspace", "sRGB"] },
  "16 bits.png": { ffmpeg: [...dunes(SMALL), "-pix_fmt", "rgb48be"] },
  "grey of 16 bits.png": { ffmpeg: [...dunes(SMALL), "-pix_fmt", "gray16be"] },
  "interlaced.png": { convert: ["-interlace", "PNG"] },
  "palette.png": { convert: ["-colors", "7", "-type", "Palette"] },
  "one bit.png": { convert: ["-monochrome"] },
  "grey and transparent.png": { ffmpeg: [...dunes(SMALL), "-pix_fmt", "ya8"] },
  "1 × 1.png": { ffmpeg: dunes("scale=1:1"), isRefused: true },
  "1 × 1.jpg": { ffmpeg: dunes("scale=1:1"), isRefused: true },
  "1 × 1.gif": { ffmpeg: dunes("scale=1:1") },
  "8192 × 1.png": { ffmpeg: dunes("scale=8192:1"), isRefused: true },
  "8192 × 4.png": { ffmpeg: dunes("scale=8192:4") },
  "9000 × 8.png": { ffmpeg: dunes("scale=9000:8") },
  "one frame.gif": { ffmpeg: dunes(SMALL) },
  "two frames.gif": { ffmpeg: moving("fps=10", 0.2) },
  "without delay.gif": { convert: ["-duplicate", "3", "-set", "delay", "0"] },
  "huge.gif": { ffmpeg: ["-f", "lavfi", "-i", "testsrc2=s=2000x1500:r=5:d=0.6"] },
  // Colours of a camera: of a test picture's a film of whatever coder keeps no more than 24 dB.
  "moving.apng": { ffmpeg: [...lighthouse("scale=160:90,format=rgb24", 10), "-plays", "0"] },
  "one frame.apng": { ffmpeg: [...dunes(SMALL), "-f", "apng"] },
  "lossless.webp": { ffmpeg: [...dunes(SMALL), "-lossless", "1"] },
  "transparent.webp": {
    ffmpeg: [
      ...dunes(`${SMALL},format=yuva420p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='X*2'`),
    ],
  },
  "moving.webp": { ffmpeg: moving("format=yuv420p") },
  "5-6-5.bmp": { ffmpeg: [...dunes(SMALL), "-pix_fmt", "rgb565le"] },
  "one bit.bmp": { convert: ["-monochrome"] },
  "palette.bmp": { convert: ["-colors", "100", "-type", "Palette", "-compress", "RLE"] },
  "transparent.bmp": { ffmpeg: [...dunes(SMALL), "-pix_fmt", "bgra"] },
  "of PNG.ico": { convert: ["-resize", "256x256!"] },
  "packed.tiff": { ffmpeg: [...dunes(SMALL), "-compression_algo", "packbits"] },
  "LZW.tiff": { ffmpeg: [...dunes(SMALL), "-compression_algo", "lzw"] },
  "Deflate.tiff": { ffmpeg: [...dunes(SMALL), "-compression_algo", "deflate"] },
  "16 bits.tiff": { ffmpeg: [...dunes(SMALL), "-pix_fmt", "rgb48le"] },
  "CMYK.tiff": { convert: ["-depth", "8", "-colorspace", "CMYK", "-compress", "LZW"] },
  "one bit.tiff": { convert: ["-monochrome", "-compress", "None"] },
  "of JPEG.tiff": { convert: ["-compress", "JPEG"], isRefused: true },
  "tiles.tiff": {
    convert: ["-define", "tiff:tile-geometry=32x32", "-compress", "LZW"],
    isMisread: true,
  },
  "four bits.tiff": { convert: ["-colors", "12", "-type", "Palette", "-compress", "None"] },
  "planes.tiff": { convert: ["-interlace", "Plane", "-compress", "None"] },
  "JPEG 2000.jp2": { ffmpeg: dunes(SMALL), isRefused: true },
  "moving.avif": { ffmpeg: [...moving("format=yuv420p"), "-c:v", "libaom-av1", "-cpu-used", "8"] },
  "10 bits.avif": {
    ffmpeg: [
      ...dunes(SMALL),
      "-pix_fmt",
      "yuv444p10le",
      "-c:v",
      "libaom-av1",
      "-still-picture",
      "1",
    ],
  },
  "lossless.jxl": { ffmpeg: [...dunes(SMALL), "-distance", "0"] },
};

/** Makes pictures of unusual kinds, each shown as itself, and pictures that are turned by their EXIF data. */
export function addPictureKinds(made: MadeMedia, add: AddNeighbour, isWanted: IsWanted): void {
  const base = "small dunes.png";
  made.make(base, dunes(SMALL));
  for (const [name, { convert, ffmpeg = [], ...is }] of Object.entries(KINDS)) {
    if (!isWanted(name)) continue;
    if (convert === undefined) made.make(name, ffmpeg);
    else run("convert", made.path(base), ...convert, made.path(name));
    add(
      name,
      new Uint8Array(made.bytes(name)),
      is.isRefused ? {} : { shownAs: is.isMisread ? base : name },
    );
  }
  for (let orientation = 2; orientation <= 8; orientation += 1) {
    const name = `orientation ${orientation}.jpg`;
    if (!isWanted(name)) continue;
    run("convert", made.path(base), made.path(name));
    const tags = [`-Orientation#=${orientation}`, "-Model=Camera", "-GPSLatitude=48"];
    run("exiftool", "-q", "-overwrite_original", ...tags, made.path(name));
    add(name, new Uint8Array(made.bytes(name)), { shownAs: name });
  }
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"], timeout: 60_000 });
}

import { readdirSync, readFileSync } from "node:fs";

/** The packages whose code is part of the extension, each under the licence that lies beside it. */
export const BUNDLED_PACKAGES = [
  "@mediabunny/aac-encoder",
  "@videojs/vhs-utils",
  "@wxt-dev/webextension-polyfill",
  "@xmldom/xmldom",
  "fflate",
  "global",
  "idb",
  "jxl-oxide-wasm",
  "libheif-js",
  "mediabunny",
  "mpd-parser",
  "oauth4webapi",
  "preact",
  "webextension-polyfill",
  "wxt",
];

/** Where the licence lies, if not in the package's folder itself. */
const LICENCE_BESIDE: Readonly<Record<string, string>> = {
  // Both licences: the LGPL adds to the GPL.
  "libheif-js": "libheif-js/libheif-wasm",
  // Of the same authors, under the same licence: its package brings no file with it.
  wxt: "@wxt-dev/webextension-polyfill",
};

const INTRODUCTION = `This extension contains the following software of others.

The source code of mediabunny and @mediabunny/aac-encoder, which are under the Mozilla Public License
2.0, is at https://github.com/Vanilagy/mediabunny. They are used unchanged, but for the addresses from
which they load their workers, and for one mended loop: see lib/build/own-worker-files.ts and
lib/build/mend-mediabunny.ts in this extension's source.

aac-encoder-worker.js contains the AAC encoder of FFmpeg (libavcodec), compiled to WebAssembly, which is
under the GNU Lesser General Public License 2.1 or later. Its source code is at https://ffmpeg.org, the
way in which it was compiled at https://github.com/Vanilagy/mediabunny (packages/aac-encoder). The file
stands by itself: it can be replaced by another build of the encoder.

libheif.wasm contains libheif and libde265, compiled to WebAssembly; the code that loads it, libheif-js, is
bundled with the worker that converts. They are under the GNU Lesser General Public License 3 or later, which
stands below together with the GNU General Public License 3. Their source code is at
https://github.com/strukturag/libheif and https://github.com/strukturag/libde265. The package libheif-js is made at
https://github.com/catdad-experiments/libheif-js, whose scripts/install.js takes the compiled files from the releases
of https://github.com/catdad-experiments/libheif-emscripten; there they are compiled with libheif's own scripts. They
are used unchanged. The file stands by itself: it can be replaced by another build, and this extension's source says
how the whole is built anew.

jxl-oxide.wasm contains jxl-oxide (https://github.com/tirr-c/jxl-oxide), of whose two licences the MIT one is
chosen. Of its loading code two lines are taken out: see lib/build/mend-jxl-oxide.ts in this extension's source.
`;

/** The text of `third-party-notices.txt`. @throws where a package comes without its licence */
export function writeThirdPartyNotices(): string {
  const sections = BUNDLED_PACKAGES.map((name) => {
    const folder = packageFolder(name);
    const { version } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8")) as {
      version: string;
    };
    const licenceFolder = packageFolder(LICENCE_BESIDE[name] ?? name);
    const file = readdirSync(licenceFolder).find((entry) => /^licen[cs]e(\.|-mit$|$)/i.test(entry));
    if (file === undefined) throw new Error(`${name} comes without its licence.`);
    return section(`${name} ${version}`, readFileSync(new URL(file, licenceFolder), "utf8"));
  });
  const lgpl = readFileSync(new URL("licences/lgpl-2.1.txt", import.meta.url), "utf8");
  return [INTRODUCTION, ...sections, section("FFmpeg (libavcodec)", lgpl)].join("\n");
}

function packageFolder(name: string): URL {
  return new URL(`../../node_modules/${name}/`, import.meta.url);
}

function section(title: string, text: string): string {
  const line = "=".repeat(title.length);
  return `${title}\n${line}\n\n${text.trim()}\n`;
}

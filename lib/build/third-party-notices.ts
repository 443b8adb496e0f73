import { readdirSync, readFileSync } from "node:fs";

/** The packages whose code is part of the extension, each under the licence that lies beside it. */
export const BUNDLED_PACKAGES = [
  "@mediabunny/aac-encoder",
  "@wxt-dev/webextension-polyfill",
  "fflate",
  "idb",
  "iobuffer",
  "mediabunny",
  "oauth4webapi",
  "preact",
  "tiff",
  "webextension-polyfill",
  "wxt",
];

/** Of the same authors, under the same licence: its package brings no file with it. */
const LICENCE_BESIDE: Readonly<Record<string, string>> = { wxt: "@wxt-dev/webextension-polyfill" };

const INTRODUCTION = `This extension contains the following software of others.

The source code of mediabunny and @mediabunny/aac-encoder, which are under the Mozilla Public License
2.0, is at https://github.com/Vanilagy/mediabunny. They are used unchanged, but for the addresses from
which they load their workers, and for one mended loop: see lib/build/own-worker-files.ts and
lib/build/mend-mediabunny.ts in this extension's source.

aac-encoder-worker.js contains the AAC encoder of FFmpeg (libavcodec), compiled to WebAssembly, which is
under the GNU Lesser General Public License 2.1 or later. Its source code is at https://ffmpeg.org, the
way in which it was compiled at https://github.com/Vanilagy/mediabunny (packages/aac-encoder). The file
stands by itself: it can be replaced by another build of the encoder.
`;

/** The text of `third-party-notices.txt`. @throws where a package comes without its licence */
export function writeThirdPartyNotices(): string {
  const sections = BUNDLED_PACKAGES.map((name) => {
    const folder = packageFolder(name);
    const { version } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8")) as {
      version: string;
    };
    const licenceFolder = packageFolder(LICENCE_BESIDE[name] ?? name);
    const file = readdirSync(licenceFolder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
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

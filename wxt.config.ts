import { defineConfig } from "wxt";
import { checkNotices, noteWorkerModules } from "./lib/build/check-notices";
import { ownWorkerFiles, useOwnWorkerFiles } from "./lib/build/own-worker-files";
import { DECODER_FILES } from "./lib/build/decoder-files";
import { joinPopupStart } from "./lib/build/join-popup-start";
import { mendJxlOxide } from "./lib/build/mend-jxl-oxide";
import { mendMediabunny } from "./lib/build/mend-mediabunny";
import { mendMpdParser } from "./lib/build/mend-mpd-parser";
import { removeInnerHtml } from "./lib/build/remove-inner-html";
import { splitWorker } from "./lib/build/split-worker";
import { writeThirdPartyNotices } from "./lib/build/third-party-notices";
import { DRAWING_PAGE } from "./lib/convert/draw-in-frame";

/**
 * The public half of a key made once for this extension. It fixes the extension id, and with it the
 * redirect address that a person registers in X's developer console; the private half was discarded.
 * Source: https://developer.chrome.com/docs/extensions/reference/manifest/key
 */
const EXTENSION_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuRVLXAlXWvd4R/paXGLq/a/iFeFIl96ExIT9dJRbG6F7FgSGsEnmNl03CxthwhV+5ByViV0suUOqgNYS7yY7xkfatPaSCgjxpfMO0WVh9oZilRhBY6b16ekGxGRLxDsMPWQKwr84CQp+KowdwPDCghxv+u2GAcgttheB/RNTBxJoBOYibo53suD2g8lAfbPzmHVzZQYW/W92EbvFqd2NUwd0Owmivn02He5nRjpmAcHilyl4DaCsA+QtYxH1RbeYjxGcRvpVLhFgWuR6PKCG4o1ag2xyXrMXahlj5xdML3XjgYBYv4MMRzxg6rcFP3Qmbg3txLWa85zf5Q5OvRUVeQIDAQAB";

/**
 * Firefox derives the redirect address from this id, as Chromium does from the key. It stays for ever:
 * another id is another extension, without the data of this one.
 * Source: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/browser_specific_settings
 */
const FIREFOX_ID = "{6b1f0e2c-5d0a-4f0e-9a37-3c1d5f3b8e74}";

/**
 * Scripts and styles of the package alone, pictures and films of the store (`blob:`, `data:`). Requests
 * may go to any site, since the worker fetches what was clicked. No `upgrade-insecure-requests`
 * (Firefox's default): pictures on `http:` pages are fetched as they are.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // WebAssembly: the AAC encoder and the decoders of HEIC and JPEG XL, which come with the extension.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  // The grid of the page in front shows small what lies on any site.
  "img-src 'self' blob: data: https: http:",
  "media-src blob:",
  // `file:` for pictures on a page of this computer, where the browser allows it.
  "connect-src 'self' https: http: blob: data: file:",
  "object-src 'none'",
  // By itself: where there are no offscreen documents, the background page holds the page that converts.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

/** The page that draws SVGs has no rights at all. Fonts and pictures within a drawing are `data:`. */
const SANDBOX_POLICY = [
  "sandbox allow-scripts",
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src blob: data:",
  "font-src data:",
].join("; ");

/** What only one of the browsers knows, or understands differently. */
const CHROMIUM_MANIFEST = {
  key: EXTENSION_KEY,
  // 148 is the first Chrome whose runtime messages can carry a Blob (message_serialization below);
  // before it a Blob arrives as an empty object, without an error.
  minimum_chrome_version: "148",
  message_serialization: "structured_clone",
  // An SVG can be made to be painted for ever: it is drawn in a process of its own, which can be ended.
  sandbox: { pages: [DRAWING_PAGE] },
};

const FIREFOX_MANIFEST = {
  browser_specific_settings: {
    gecko: {
      id: FIREFOX_ID,
      // The oldest that the tests were run in: the extended support release of 2025.
      strict_min_version: "140.0",
      // The picture and the text go to X, which the person asked for; nothing goes to us.
      data_collection_permissions: { required: ["websiteContent", "personalCommunications"] },
    },
  },
} as const;

export default defineConfig({
  modules: ["@wxt-dev/webextension-polyfill"],
  imports: false,
  manifestVersion: 3,
  vite: ({ browser }) => ({
    // The hidden page's worker, which loads its parts by `import()`: all that uses mediabunny.
    worker: {
      format: "es",
      plugins: () => [
        useOwnWorkerFiles(),
        mendMediabunny(),
        mendMpdParser(),
        mendJxlOxide(),
        noteWorkerModules(),
      ],
    },
    plugins: [
      removeInnerHtml(),
      joinPopupStart(),
      ...(browser === "firefox" ? [] : [splitWorker()]),
    ],
  }),
  hooks: {
    "build:publicAssets": ({ config: { browser } }, files) => {
      if (browser !== "firefox") {
        // By itself: scripts of the other pages are modules, which a page without an origin may not load.
        const contents =
          '<!doctype html><meta charset="utf-8" /><script src="/draw-svg.js"></script>';
        files.push({ relativeDest: DRAWING_PAGE, contents });
      }
      for (const { fileName, contents } of ownWorkerFiles()) {
        files.push({ relativeDest: fileName, contents });
      }
      for (const { fileName, path } of DECODER_FILES) {
        files.push({ relativeDest: fileName, absoluteSrc: path });
      }
      const contents = writeThirdPartyNotices();
      files.push({ relativeDest: "third-party-notices.txt", contents });
    },
    "build:done": checkNotices,
  },
  manifest: ({ browser }) => ({
    name: "__MSG_extension_name__",
    description: "__MSG_extension_description__",
    default_locale: "en",
    ...(browser === "firefox" ? FIREFOX_MANIFEST : CHROMIUM_MANIFEST),
    // A private window's cookies and posts are not to mix with the others' in one store and one worker.
    incognito: "not_allowed",
    permissions: [
      // "Tweet this image" and "Tweet this video" in the page's menu.
      "contextMenus",
      // Reads the clicked picture and its alt text inside the clicked tab, from the click until the tab moves on.
      "activeTab",
      "scripting",
      // Media and drafts wait in IndexedDB; the browser must not evict them while they do.
      "unlimitedStorage",
      // Sign-in with X through the browser's own OAuth window.
      "identity",
      // Wakes the service worker again when it was ended in the middle of a job.
      "alarms",
      // Says how a post has ended, and that the composer is ready where the browser refuses to open the popup.
      "notifications",
      // Converts media in a hidden page of the extension: a Chromium worker has neither codecs nor images.
      ...(browser === "firefox" ? [] : ["offscreen"]),
      // Shows the composer beside the page; Firefox asks for nothing here.
      ...(browser === "firefox" ? [] : ["sidePanel"]),
      // Sends the page's address as Referer to a site that refuses pictures without one; only for granted sites.
      "declarativeNetRequestWithHostAccess",
      // Sees where the worker's own request is redirected, so that a site that was not allowed is asked for by its name.
      "webRequest",
    ],
    host_permissions: [
      // The X API.
      "https://api.x.com/*",
    ],
    // Asked for at the click that needs it, one origin at a time.
    optional_host_permissions: [
      "*://*/*",
      // Pictures on a page of this computer, where the person has let the extension read files. Firefox
      // asks, and lets no extension read them whatever the answer.
      ...(browser === "firefox" ? [] : ["file:///*"]),
    ],
    // Suggestions: a person changes them on the browser's own page, to which the options lead.
    // Chromium assigns none of Alt+Shift by itself, and Edge has most of Ctrl+Shift in use.
    commands: {
      _execute_action: {
        suggested_key: { default: "Alt+X", mac: "MacCtrl+Shift+X" },
        description: "__MSG_command_open_composer__",
      },
      "open-in-tab": {
        suggested_key: { default: "Alt+C", mac: "MacCtrl+Shift+C" },
        description: "__MSG_command_open_in_tab__",
      },
      "open-beside": {
        suggested_key: { default: "Alt+Z", mac: "MacCtrl+Shift+Z" },
        description: "__MSG_command_open_beside__",
      },
    },
    content_security_policy: {
      extension_pages: CONTENT_SECURITY_POLICY,
      ...(browser === "firefox" ? {} : { sandbox: SANDBOX_POLICY }),
    },
  }),
});

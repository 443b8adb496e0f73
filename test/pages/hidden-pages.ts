import type { ConstructPage } from "./construct-pages";

const DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** Puts what a page holds into the shadow tree of `#host`. */
const inShadow = (mode: "open" | "closed", html: string) =>
  `<div id="host" style="width: 360px; height: 240px"></div><script>
  document.querySelector("#host").attachShadow({ mode: "${mode}" }).innerHTML = \`${html}\`;
</script>`;

const LARGE_IN_CLOSED_SHADOW = `<div id="host" style="width: 360px; height: 240px"></div><script>
  const shadow = document.querySelector("#host").attachShadow({ mode: "closed" });
  fetch("/large/photo.jpg?bytes=3000000")
    .then((response) => response.blob())
    .then((blob) => {
      const reader = new FileReader();
      reader.onload = () => {
        shadow.innerHTML = '<img width="360" height="240" alt="A harbor at dusk">';
        shadow.querySelector("img").src = reader.result;
        document.body.append(document.createElement("footer"));
      };
      reader.readAsDataURL(blob);
    });
</script>`;

// Clear Key is the one system that every browser has. It needs a secure context.
const PROTECTED_VIDEO = `<video width="360" height="203" controls></video><script>
  const film = document.querySelector("video");
  navigator
    .requestMediaKeySystemAccess("org.w3.clearkey", [
      { initDataTypes: ["webm"], videoCapabilities: [{ contentType: 'video/webm; codecs="vp8"' }] },
    ])
    .then((access) => access.createMediaKeys())
    .then((keys) => film.setMediaKeys(keys))
    .then(() => { film.src = "/media/brook.webm"; });
</script>`;

/** A picture whose address is gone once it is shown. */
const REVOKED_IMAGE = `<img width="360" height="240" alt="A harbor at dusk"><script>
  fetch("/media/harbor.jpg")
    .then((response) => response.blob())
    .then((blob) => {
      const image = document.querySelector("img");
      image.onload = () => { URL.revokeObjectURL(image.src); document.title = "revoked"; };
      image.src = URL.createObjectURL(blob);
    });
</script>`;

/** Drawings that keep nothing of what they show: one is painted in each frame, one a single time. */
const FORGETFUL_CANVASES = `<canvas id="loop" width="400" height="300" aria-label="Painted in each frame"></canvas>
<canvas id="once" width="320" height="200" aria-label="Painted once"></canvas><script>
  const paint = (gl, red) => { gl.clearColor(red, .5, 0, 1); gl.clear(gl.COLOR_BUFFER_BIT); };
  const loop = document.querySelector("#loop").getContext("webgl");
  (function again() { paint(loop, 1); requestAnimationFrame(again); })();
  paint(document.querySelector("#once").getContext("webgl"), 0);
</script>`;

const stream = (address: string, folder = "stream") =>
  `<video src="/${folder}/${address}" width="360" height="203" controls></video>`;

/** Plays pieces as a player does: the video has an address of its own, which names no file. */
const fedVideo = (
  ...lists: readonly string[]
) => `<video width="360" height="203" muted controls></video>
<script>
  const video = document.querySelector("video");
  const media = new MediaSource();
  const read = (name) => fetch("/apart/" + name).then((answer) => answer.arrayBuffer());
  media.addEventListener("sourceopen", async () => {
    for (const list of ${JSON.stringify(lists)}) await read(list);
    const buffer = media.addSourceBuffer('video/mp4; codecs="avc1.4d4015"');
    for (const name of ["begin0.mp4", "piece0-1.m4s", "piece0-2.m4s"]) {
      buffer.appendBuffer(await read(name));
      await new Promise((resolve) => buffer.addEventListener("updateend", resolve, { once: true }));
    }
    media.endOfStream();
  });
  video.src = URL.createObjectURL(media);
</script>`;

/** Everything that a right click does not reach, and what must not be found among it. */
const GALLERY_OF_HIDDEN = `<style>
  .back { width: 300px; height: 200px; background: url("/media/forest.webp") center / cover; }
  .over { position: relative; width: 360px; height: 240px; }
  .over div { position: absolute; inset: 0; }
</style>
<div class="over"><img src="/media/harbor.jpg" alt="A harbor at dusk" width="360" height="240"><div></div></div>
<div class="back" title="Firs"></div>
<canvas id="own" width="400" height="300" aria-label="A drawn square"></canvas>
<canvas id="tainted" width="410" height="310" aria-label="A drawing of two sites"></canvas>
<svg width="220" height="140" viewBox="0 0 220 140" aria-label="A red kite" style="color: red">
  <rect width="220" height="140" fill="#cfe8f6"></rect><path d="M110 10 60 70 110 130z" fill="currentColor"></path></svg>
<video poster="/media/dunes.png" src="/media/lighthouse.mp4" width="360" height="203" preload="metadata" aria-label="A lighthouse"></video>
<object data="/media/forest.webp?object" type="image/webp" width="150" height="100" aria-label="A path"></object>
<embed src="/media/harbor.jpg?embed" width="120" height="80" title="A pier">
<div id="host"></div>
<iframe src="/construct/gif" width="200" height="120"></iframe>
<img src="${DOT}" alt="A dot">
<img src="javascript:alert(1)" alt="A trap">
<img id="endless" alt="Too much">
<script>
  const drawing = document.querySelector("#own").getContext("2d");
  drawing.fillStyle = "teal";
  drawing.fillRect(50, 50, 200, 200);
  const shadow = document.querySelector("#host").attachShadow({ mode: "closed" });
  shadow.innerHTML = '<img src="/media/harbor.jpg?shadow" alt="In the shadow" width="90" height="60">';
  document.querySelector("#endless").srcset = "a.jpg 1x, ".repeat(200000);
  const other = new Image();
  other.addEventListener("load", () => {
    document.querySelector("#tainted").getContext("2d").drawImage(other, 0, 0);
    document.title = "painted";
  });
  other.src = "http://cdn.test/media/harbor.jpg";
</script>`;

const PAGE_WITHOUT_END = `<img src="/media/harbor.jpg" alt="The first" width="36" height="24"><script>
  const many = "<div style='background: url(/media/dunes.png)'><p></p></div>".repeat(30000);
  document.body.insertAdjacentHTML("beforeend", many);
</script>`;

/**
 * Pages that offer more than they show, or hide what they show; for `constructPage`.
 *
 * @param elsewhere the origin of another site
 */
export function hiddenPages(elsewhere: string): Readonly<Record<string, ConstructPage>> {
  return {
    "revoked-image": { body: REVOKED_IMAGE },
    "forgetful-canvases": { body: FORGETFUL_CANVASES },
    "srcset-image": {
      body: `<img src="/media/placeholder.png" width="360" height="240" alt="A harbor at dusk" sizes="100px"
        srcset="/media/placeholder.png 120w, /media/harbor.jpg 1200w">`,
    },
    "picture-image": {
      body: `<picture><source media="(max-width: 1px)" srcset="/media/forest.webp 4000w">
        <source type="image/png" sizes="100px" srcset="/media/placeholder.png 120w, /media/dunes.png 1200w">
        <img src="/media/harbor.jpg" width="360" height="240" alt="Dunes"></picture>`,
    },
    "srcset-broken": {
      body: `<img src="/media/harbor.jpg" width="360" height="240" alt="A harbor at dusk" sizes="100px"
        srcset="/media/harbor.jpg 1200w, /broken/404.jpg 2400w, /media/kite.svg 2000w">`,
    },
    "lazy-image": {
      body: `<img src="${DOT}" data-src="/media/harbor.jpg" width="360" height="240" alt="Soon a harbor">`,
    },
    "lazy-elsewhere": {
      body: `<img src="${DOT}" data-src="${elsewhere}/media/harbor.jpg" width="360" height="240">`,
    },
    // What a hostile page does: a harmless picture that names a private one of another site.
    "borrowed-image": {
      body: `<img src="/media/harbor.jpg" width="360" height="240" alt="A harbor" sizes="100px"
        srcset="/media/harbor.jpg 1200w, http://img.members.test/media/dunes.png 2400w">`,
    },
    "shadow-image": {
      body: inShadow(
        "open",
        `<img src="/media/harbor.jpg" width="360" height="240" alt="A harbor at dusk">`,
      ),
    },
    "closed-shadow-image": { body: LARGE_IN_CLOSED_SHADOW },
    "sandboxed-frame": {
      body: `<iframe sandbox="allow-scripts" src="/construct/same-origin-image" width="420" height="300"></iframe>`,
    },
    "cross-origin-redirect": {
      body: `<img src="${elsewhere}/redirect/harbor.jpg" width="360" height="240" alt="A harbor">`,
    },
    "protected-video": { body: PROTECTED_VIDEO },
    "stream-pieces": { body: stream("pieces.m3u8") },
    "stream-qualities": {
      body: `<video width="360" height="203" controls>
        <source src="/stream/qualities.m3u8" type="application/vnd.apple.mpegurl"></video>`,
    },
    "stream-packets": { body: stream("packets.m3u8") },
    "stream-encrypted": { body: stream("encrypted.m3u8") },
    "stream-live": { body: stream("live.m3u8") },
    "stream-apart": { body: stream("sound.m3u8", "apart") },
    "stream-wrap": { body: stream("wrap.m3u8", "apart") },
    "stream-fed": { body: fedVideo("sound.m3u8", "media_0.m3u8") },
    "stream-fed-dash": { body: fedVideo("list.mpd") },
    "webm-first": {
      body: `<video width="360" height="203" controls preload="metadata">
        <source src="/media/brook.webm" type="video/webm">
        <source src="/media/lighthouse.mp4" type="video/mp4"></video>`,
    },
    "hidden-media": { body: GALLERY_OF_HIDDEN },
    "endless-page": { body: PAGE_WITHOUT_END },
    "background-elsewhere": {
      body: `<div style="width: 300px; height: 200px; background: url('${elsewhere}/media/harbor.jpg')" title="Far away"></div>`,
    },
  };
}

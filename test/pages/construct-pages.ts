import { hiddenPages } from "./hidden-pages";
import { playerPage } from "./player-page";

/** One way in which a page can hold an image or a video. */
export interface ConstructPage {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const image = (address: string, alt = "A harbor at dusk") =>
  `<img src="${address}" alt="${alt}" width="360" height="240">`;
const video = (address: string) =>
  `<video src="${address}" width="360" height="203" controls preload="metadata"></video>`;
const frame = (address: string) => `<iframe src="${address}" width="420" height="300"></iframe>`;

const FROM_SCRIPT_IMAGE = `${image("")}<script>
  fetch("/media/harbor.jpg")
    .then((response) => response.blob())
    .then((blob) => { document.querySelector("img").src = URL.createObjectURL(blob); });
</script>`;

const dataImage = (address: string) => `${image("")}<script>
  fetch("${address}")
    .then((response) => response.blob())
    .then((blob) => {
      const reader = new FileReader();
      reader.onload = () => { document.querySelector("img").src = reader.result; };
      reader.readAsDataURL(blob);
    });
</script>`;

const FROM_SCRIPT_VIDEO = `${video("")}<script>
  fetch("/media/lighthouse.mp4")
    .then((response) => response.blob())
    .then((blob) => { document.querySelector("video").src = URL.createObjectURL(blob); });
</script>`;

// WebM, because a Chromium without licensed codecs cannot append H.264.
const STREAMED_VIDEO = `${video("")}<script>
  const source = new MediaSource();
  document.querySelector("video").src = URL.createObjectURL(source);
  source.addEventListener("sourceopen", async () => {
    const buffer = source.addSourceBuffer('video/webm; codecs="vp8"');
    const response = await fetch("/media/brook.webm");
    buffer.appendBuffer(await response.arrayBuffer());
    buffer.addEventListener("updateend", () => source.endOfStream(), { once: true });
  });
</script>`;

/** As a newspaper has it: its picture has no alternative text, and a caption with whoever made it. */
const figure = (address: string) => `<figure>
  <img src="${address}" alt="" width="360" height="240">
  <figcaption>Dunes at noon <span class="credit">Photo: Ada Lovelace / Agency</span></figcaption>
</figure>`;

/**
 * The page named `name` at /construct/<name>. `query` is the page's own, with its "?" or empty; the
 * pages of large and slow files hand it to the file, those of another origin take its `host` from it
 * ("?host=far.test"; cdn.test unless told). Every page but those of frames holds one image or video.
 * Returns undefined for an unknown name.
 */
export function constructPage(name: string, query: string): ConstructPage | undefined {
  const all = pages(query);
  return Object.hasOwn(all, name) ? all[name] : undefined;
}

function pages(query: string): Readonly<Record<string, ConstructPage | undefined>> {
  const elsewhere = `http://${new URLSearchParams(query).get("host") ?? "cdn.test"}`;
  const made = `/made/${new URLSearchParams(query).get("file") ?? ""}`;
  return {
    ...hiddenPages(elsewhere),
    player: { body: playerPage(query) },
    "made-image": { body: image(made, "Made for a test") },
    "made-figure": { body: figure(made) },
    "made-video": { body: video(made) },
    "same-origin-image": { body: image("/media/harbor.jpg") },
    png: { body: image("/media/dunes.png", "Dunes under a pale sun") },
    webp: { body: image("/media/forest.webp", "Firs in the mist") },
    gif: { body: image("/media/waves.gif", "Rolling waves") },
    "linked-image": { body: `<a href="/elsewhere">${image("/media/harbor.jpg")}</a>` },
    "no-alt-image": { body: `<img src="/media/harbor.jpg" width="360" height="240">` },
    "button-image": {
      body: `<input type="image" src="/media/harbor.jpg" width="360" height="240" alt="A harbor at dusk">`,
    },
    "drawn-image": {
      body: `<svg role="img" aria-label="A harbor at dusk" width="360" height="240"><image href="/media/harbor.jpg" width="360" height="240"/></svg>`,
    },
    "cross-origin-image": { body: image(`${elsewhere}/media/harbor.jpg`) },
    "cross-origin-video": { body: video(`${elsewhere}/media/lighthouse.mp4`) },
    "cross-origin-slow-image": {
      body: image(`${elsewhere}/slow/harbor.jpg?bytesPerSecond=4000`),
    },
    "guarded-image": { body: image("http://guarded.test/media/harbor.jpg") },
    "placeholder-image": { body: image("http://placeholder.test/media/harbor.jpg") },
    // To be opened on members.test, signed in: there the picture shows.
    "members-image": { body: image("http://img.members.test/media/harbor.jpg") },
    "data-image": { body: dataImage("/media/harbor.jpg") },
    "large-data-image": { body: dataImage(`/large/photo.jpg${query}`) },
    "blob-image": { body: FROM_SCRIPT_IMAGE },
    video: { body: video("/media/lighthouse.mp4") },
    "mov-video": { body: video("/media/meadow.mov") },
    "blob-video": { body: FROM_SCRIPT_VIDEO },
    "video-sources": {
      body: `<video width="360" height="203" controls preload="metadata">
        <source src="/media/lighthouse.mp4" type="video/mp4">
        <source src="/media/brook.webm" type="video/webm"></video>`,
    },
    "media-source-video": { body: STREAMED_VIDEO },
    "large-image": { body: image(`/large/photo.jpg${query}`) },
    "large-video": { body: video(`/large/video.mp4${query}`) },
    "endless-video": { body: video("/endless/video.mp4") },
    "slow-image": { body: image(`/slow/harbor.jpg${query}`) },
    "slow-video": { body: video(`/slow/lighthouse.mp4${query}`) },
    "html-behind-jpg": { body: image(`/broken/html.jpg${query}`) },
    "empty-file": { body: image("/broken/empty.jpg") },
    "truncated-jpeg": { body: image("/broken/truncated.jpg") },
    forbidden: { body: image("/broken/403.jpg") },
    missing: { body: image("/broken/404.jpg") },
    "redirect-loop": { body: image("/broken/loop.jpg") },
    "redirect-elsewhere": { body: image("/redirect/harbor.jpg") },
    avif: { body: image("/media/lantern.avif", "Dunes under a pale sun") },
    heic: { body: image("/media/dunes.heic", "Dunes under a pale sun") },
    jxl: { body: image("/media/dunes.jxl", "Dunes under a pale sun") },
    svg: { body: image("/media/kite.svg", "A red kite") },
    webm: { body: video("/media/brook.webm") },
    "same-origin-frame": { body: frame("/construct/same-origin-image") },
    "cross-origin-frame": { body: frame(`${elsewhere}/construct/same-origin-image`) },
    "strict-csp": {
      body: image("/media/harbor.jpg"),
      headers: { "content-security-policy": "default-src 'none'; img-src 'self'" },
    },
    sandboxed: {
      body: image("/media/harbor.jpg"),
      headers: { "content-security-policy": "sandbox allow-scripts" },
    },
  };
}

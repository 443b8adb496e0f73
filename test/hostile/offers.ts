/** The files of other sites that a hostile page names; each site has all of them. */
export interface NamedFiles {
  readonly origin: string;
  readonly picture: string;
  readonly film: string;
  readonly list: string;
  readonly piece: string;
  readonly head: string;
}

/** A file that the hostile site serves beside its page, by the name at its end. */
export type OwnFiles = Readonly<Record<string, readonly [contentType: string, text: string]>>;

/** One way in which a page names what the person did not mean. */
export interface Offer {
  readonly name: string;
  /** The page, of which the first image or video is clicked. */
  page(named: NamedFiles): string;
  files?(named: NamedFiles): OwnFiles;
  /** Where it is taken: by a right click, in one within the frame, or from the list of the page's media by name. */
  readonly from?: "click" | "frame" | RegExp;
  /** A small copy is drawn from the address, or the page itself reads it: as anybody could, whoever it is. */
  readonly isReadPlainly?: boolean;
  /** Nobody knows whether the person sees it: the site is told the page, as by the page's own request, and no more. */
  readonly mayNamePage?: boolean;
  /** A site that may be asked passes the request on. */
  readonly isRedirect?: boolean;
  /** What is clicked, where it is neither an image nor a film nor a button. */
  readonly clicked?: string;
  /** The path of what the person sees, while the browser names another address: that arrives, or they are told. */
  readonly shows?: string;
  /** The names of the sites with which it is tried; absent: all that know the person. */
  readonly sites?: readonly string[];
  /** The page stands where browsers allow service workers: on this computer. */
  readonly isSecure?: boolean;
}

/** A picture of one point. */
export const DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
export const SIZE = `width="360" height="240"`;
export const SHOWN = `<img src="/media/harbor.jpg" ${SIZE} alt="A harbor">`;
const FILM = `<video src="/made/list.m3u8" width="360" height="203" controls></video>`;

const playlist = (...lines: readonly string[]): OwnFiles => ({
  "list.m3u8": [
    "application/vnd.apple.mpegurl",
    ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:2", ...lines, "#EXT-X-ENDLIST"].join(
      "\n",
    ),
  ],
});
const begin = `#EXT-X-MAP:URI="/stream/begin.mp4"`;
const piece = (address: string) => `#EXTINF:2.0,\n${address}`;
const variant = (address: string) =>
  `#EXT-X-STREAM-INF:BANDWIDTH=90000,RESOLUTION=640x360,AUDIO="a"\n${address}`;

/** A film that plays from pieces of the page's own site, on a page that has loaded another list. */
const fedBeside = (
  address: string,
) => `<video width="360" height="203" muted controls></video><script>
  const video = document.querySelector("video");
  const media = new MediaSource();
  const read = (name) => fetch("/apart/" + name).then((answer) => answer.arrayBuffer());
  media.addEventListener("sourceopen", async () => {
    await fetch(${JSON.stringify(address)}, { mode: "no-cors" }).then((answer) => answer.text()).catch(() => {});
    const buffer = media.addSourceBuffer('video/mp4; codecs="avc1.4d4015"');
    for (const name of ["begin0.mp4", "piece0-1.m4s", "piece0-2.m4s"]) {
      buffer.appendBuffer(await read(name));
      await new Promise((resolve) => buffer.addEventListener("updateend", resolve, { once: true }));
    }
    media.endOfStream();
    document.title = "playing";
  });
  video.src = URL.createObjectURL(media);
</script>`;

const moved = (origin: string, to: string) => `${origin}/moved?to=${encodeURIComponent(to)}`;
/** A site that was allowed before, passes requests on, and shows frames. */
const PASSES_ON = "http://cdn.test";

/** A picture that the person sees, and a larger version of it. */
export const srcset = (
  address: string,
) => `<img src="/media/harbor.jpg" ${SIZE} alt="A harbor" sizes="100px"
  srcset="/media/harbor.jpg 1200w, ${address} 2400w">`;

export const OFFERS: readonly Offer[] = [
  { name: "srcset", page: ({ picture }) => srcset(picture) },
  { name: "data-src", page: ({ picture }) => `<img src="${DOT}" data-src="${picture}" ${SIZE}>` },
  {
    name: "data-srcset",
    page: ({ picture }) => `<img src="${DOT}" data-srcset="${picture} 2400w" ${SIZE}>`,
  },
  {
    name: "source of a picture",
    page: ({ picture }) => `<picture><source sizes="100px"
      srcset="/media/harbor.jpg 1200w, ${picture} 2400w">${SHOWN}</picture>`,
  },
  { name: "link around it", page: ({ picture }) => `<a href="${picture}">${SHOWN}</a>` },
  {
    name: "base of addresses",
    page: ({ origin }) => `<base href="${origin}/"><img src="http://gallery.test/media/harbor.jpg"
      ${SIZE} sizes="100px" srcset="http://gallery.test/media/harbor.jpg 1200w, media/dunes.png 2400w">`,
  },
  { name: "image without a picture", page: ({ picture }) => `<img src="${picture}" ${SIZE}>` },
  {
    name: "source of a video",
    page: ({ film }) => `<video width="360" height="203" controls preload="metadata">
      <source src="/media/brook.webm" type="video/webm"><source src="${film}" type="video/mp4"></video>`,
  },
  {
    name: "poster",
    page: ({ picture }) =>
      `<video poster="${picture}" width="360" height="203" aria-label="A poster"></video>`,
    from: /A poster/,
    isReadPlainly: true,
  },
  {
    name: "object",
    page: ({ picture }) =>
      `<object data="${picture}" type="image/png" ${SIZE} aria-label="An object"></object>`,
    from: /An object/,
    isReadPlainly: true,
  },
  {
    name: "embed",
    page: ({ picture }) => `<embed src="${picture}" type="image/png" ${SIZE} title="Embedded">`,
    from: /Embedded/,
    isReadPlainly: true,
  },
  {
    name: "CSS background",
    page: ({ picture }) =>
      `<div style="width: 300px; height: 200px; background: url('${picture}')" title="Behind"></div>`,
    from: /Behind/,
    isReadPlainly: true,
  },
  {
    name: "part of a drawing",
    page: ({ picture }) => `<svg width="220" height="140" aria-label="A drawing">
      <rect width="220" height="140" fill="teal"></rect><image href="${picture}" width="90" height="90"/></svg>`,
    from: /A drawing/,
    isReadPlainly: true,
  },
  {
    name: "part of an SVG file",
    page: () => `<img src="/made/a.svg" ${SIZE}>`,
    files: ({ picture }) => ({
      "a.svg": [
        "image/svg+xml",
        `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><style>@import "${picture}";
          rect { fill: url("${picture}#a") }</style><rect width="99" height="99"/>
          <image href="${picture}" width="90" height="90"/></svg>`,
      ],
    }),
  },
  {
    name: "piece of a stream",
    page: () => FILM,
    files: ({ piece: named }) => playlist(begin, piece(named)),
  },
  {
    name: "later piece",
    page: () => FILM,
    files: ({ picture }) => playlist(begin, piece("/stream/piece0.m4s"), piece(picture)),
  },
  {
    name: "beginning of pieces",
    page: () => FILM,
    files: ({ head }) => playlist(`#EXT-X-MAP:URI="${head}"`, piece("/stream/piece0.m4s")),
  },
  {
    name: "key of a stream",
    page: () => FILM,
    files: ({ picture }) =>
      playlist(`#EXT-X-KEY:METHOD=AES-128,URI="${picture}"`, begin, piece("/stream/piece0.m4s")),
  },
  {
    name: "quality of a stream",
    page: () => FILM,
    files: ({ list }) => playlist(variant(list)),
  },
  {
    name: "sound of a stream",
    page: () => FILM,
    files: ({ list }) =>
      playlist(
        `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="${list}"`,
        variant("/stream/pieces.m3u8"),
      ),
  },
  { name: "list that a player loaded", page: ({ list }) => fedBeside(list) },
  { name: "film that a player loaded", page: ({ film }) => fedBeside(film) },
  {
    name: "list of pieces (DASH)",
    page: () => fedBeside("/made/list.mpd"),
    files: ({ origin }) => ({
      "list.mpd": [
        "application/dash+xml",
        `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
        mediaPresentationDuration="PT4S"><Period><AdaptationSet contentType="video" mimeType="video/mp4">
        <Representation id="v" bandwidth="1000" width="320" height="180" codecs="avc1.4d4015">
        <BaseURL>${origin}/stream/</BaseURL><SegmentTemplate media="piece$Number$.m4s" startNumber="0"
        initialization="begin.mp4" timescale="1" duration="2"/></Representation></AdaptationSet></Period></MPD>`,
      ],
    }),
  },
  {
    name: "redirect of the picture",
    page: ({ picture }) => `<img src="${moved("", picture)}" ${SIZE}>`,
    // The page's own fetch, which cannot read what it finds.
    isReadPlainly: true,
  },
  {
    name: "redirect of a named one",
    isRedirect: true,
    page: ({ picture }) => srcset(moved(PASSES_ON, picture)),
  },
  {
    name: "redirect of a piece",
    page: () => FILM,
    files: ({ piece: named }) => playlist(begin, piece(moved("", named))),
  },
  {
    name: "redirect of a piece elsewhere",
    isRedirect: true,
    page: () => FILM,
    files: ({ piece: named }) => playlist(begin, piece(moved(PASSES_ON, named))),
  },
  {
    name: "frame of another site",
    page: () => `<iframe src="${PASSES_ON}/made/frame.html" width="420" height="300"></iframe>`,
    files: ({ picture }) => ({ "frame.html": ["text/html", srcset(picture)] }),
    from: "frame",
  },
];

import { type Offer, SHOWN, SIZE } from "./offers";

/** The sites at which a stand-in tells something: their pictures load for a page, or need the cookie. */
const OPEN = ["open to all, allowed before"];
const CLOSED = ["allowed before"];

const harbor = "/media/harbor.jpg";
const dunes = "/media/dunes.png";
const SIZED = "width: 360px; height: 240px";

/** A page whose service worker answers every request for a picture of another site. */
const answered = (answer: string): Pick<Offer, "page" | "files" | "isSecure"> => ({
  isSecure: true,
  page: ({ picture }) => `<script>
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      const image = new Image(360, 240);
      image.onload = image.onerror = () => { document.body.append(image); document.title = "ready"; };
      image.src = "${picture}";
    });
    navigator.serviceWorker.register("/made/worker.js");</script>`,
  files: () => ({
    "worker.js": [
      "text/javascript",
      `addEventListener("install", () => skipWaiting());
      addEventListener("activate", (event) => event.waitUntil(clients.claim()));
      addEventListener("fetch", (event) => {
        if (new URL(event.request.url).pathname === "/media/dunes.png") event.respondWith(${answer});
      });`,
    ],
  }),
});

/** Written by the page once the menu is open: the browser names what was there at the press. */
const afterThePress = (change: string) => `<script>
  addEventListener("contextmenu", () => setTimeout(() => { ${change} }, 200));</script>`;

/**
 * Pages on which the person sees another picture than the one at the address that the browser names: the harbor, while
 * the page has the browser load the dunes.
 */
export const STAND_INS: readonly Offer[] = [
  {
    name: "another picture in an element whose own has come",
    page: ({ picture }) => `<img src="${picture}" style="content: url(${harbor}); ${SIZED}">`,
    shows: harbor,
    sites: OPEN,
  },
  {
    name: "another picture of another shape in the element",
    page: ({ picture }) =>
      `<img src="${picture}" style="content: url(${harbor}); width: 240px; height: 240px">`,
    shows: harbor,
    sites: OPEN,
  },
  {
    name: "picture that lies over the pressed one",
    page: ({ picture }) => `<div style="position: relative; ${SIZED}"><img src="${picture}" ${SIZE}>
      <img src="${harbor}" ${SIZE} style="position: absolute; inset: 0; pointer-events: none"></div>`,
    shows: harbor,
    sites: OPEN,
  },
  {
    name: "picture that is changed when the menu is open",
    page: ({ picture }) =>
      SHOWN + afterThePress(`document.querySelector("img").src = "${picture}";`),
    shows: harbor,
    sites: [...OPEN, ...CLOSED],
    // The page itself.
    isReadPlainly: true,
    mayNamePage: true,
  },
  {
    name: "source that is added when the menu is open",
    page: ({ picture }) =>
      `<picture>${SHOWN}</picture>${afterThePress(`const source = document.createElement("source");
      source.srcset = "${picture}"; document.querySelector("picture").prepend(source);`)}`,
    shows: harbor,
    sites: [...OPEN, ...CLOSED],
    // The page itself.
    isReadPlainly: true,
    mayNamePage: true,
  },
  {
    name: "service worker of the page that answers for the site",
    ...answered(`fetch("${harbor}")`),
    shows: harbor,
    sites: CLOSED,
    mayNamePage: true,
  },
  {
    name: "service worker that answers the element only",
    ...answered(
      `event.request.destination === "image" ? fetch("${harbor}") : fetch("/media/forest.webp")`,
    ),
    shows: harbor,
    sites: CLOSED,
    mayNamePage: true,
  },
  {
    name: "film that was never loaded",
    page: ({ film }) =>
      `<video src="${film}" preload="none" poster="${harbor}" width="360" height="203" controls></video>`,
    shows: harbor,
    sites: CLOSED,
    mayNamePage: true,
  },
];

/** Elements that hold pictures and are no images: what a person sees in them goes out, or an error with a name. */
export const HOLDERS: readonly Offer[] = [
  {
    name: "picture in an object",
    page: ({ picture }) => `<object data="${picture}" type="image/png" ${SIZE}></object>`,
    from: /360 × 240/,
    shows: dunes,
    sites: OPEN,
  },
  {
    name: "picture in an embed",
    page: ({ picture }) => `<embed src="${picture}" type="image/png" ${SIZE}>`,
    from: /360 × 240/,
    shows: dunes,
    sites: OPEN,
  },
  {
    name: "drawing in an object",
    page: () => `<object data="/made/a.svg" type="image/svg+xml" ${SIZE}></object>`,
    files: ({ picture }) => ({
      "a.svg": [
        "image/svg+xml",
        `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="240"><title>A drawing</title>
        <rect width="360" height="240" fill="teal"/><image href="${picture}" width="90" height="90"/></svg>`,
      ],
    }),
    from: /360 × 240/,
    isReadPlainly: true,
  },
  {
    name: "page in an object",
    page: () =>
      `<object data="/made/inner.html" type="text/html" width="420" height="300"></object>`,
    files: ({ picture }) => ({
      "inner.html": [
        "text/html",
        `<!doctype html><img src="/media/harbor.jpg" ${SIZE} alt="Inside" sizes="100px"
          srcset="/media/harbor.jpg 1200w, ${picture} 2400w">`,
      ],
    }),
    from: /Inside/,
  },
  {
    name: "part of a drawing, pressed",
    page: ({
      picture,
    }) => `<svg width="360" height="240"><rect width="360" height="240" fill="teal"/>
      <image href="${picture}" width="360" height="240"/></svg>`,
    clicked: "svg image",
    shows: dunes,
    sites: OPEN,
  },
  {
    name: "symbol of a drawing elsewhere",
    page: ({ origin }) => `<svg width="360" height="240" aria-label="A drawing">
      <rect width="360" height="240" fill="teal"/><use href="${origin}/media/kite.svg#a"/></svg>`,
    from: /A drawing/,
  },
  {
    name: "frame with an address of its own bytes",
    page: ({ picture }) => `<body><script>
      const text = \`<img src="http://gallery.test${harbor}" ${SIZE} sizes="100px"
        srcset="http://gallery.test/media/harbor.jpg 1200w, ${picture} 2400w">\`;
      const frame = document.createElement("iframe");
      Object.assign(frame, { width: 420, height: 300,
        src: URL.createObjectURL(new Blob([text], { type: "text/html" })) });
      document.currentScript.after(frame);</script>`,
    from: "frame",
  },
  {
    name: "srcset in a closed shadow tree",
    page: ({ picture }) =>
      `<div><template shadowrootmode="closed"><img src="${harbor}" ${SIZE} alt="Inside" sizes="100px"
        srcset="${harbor} 1200w, ${picture} 2400w"></template></div>`,
    from: /Inside/,
  },
  {
    name: "srcset in a slot",
    page: ({ picture }) => `<div><template shadowrootmode="closed"><slot></slot></template>
      <img src="${harbor}" ${SIZE} alt="A harbor" sizes="100px" srcset="${harbor} 1200w, ${picture} 2400w"></div>`,
  },
  ...[
    "mask-image: url(*)",
    "border: 9px solid; border-image: url(*) 9",
    "cursor: url(*), auto",
  ].map((style): Offer => ({
    name: `style (${style.split(":", 1)[0] ?? ""})`,
    page: ({ picture }) =>
      `<div title="Behind" style="${SIZED}; background: teal; ${style.replace("*", picture)}"></div>`,
    from: /Behind/,
  })),
  {
    name: "style (list-style-image)",
    page: ({ picture }) =>
      `<ul title="Behind"><li title="Behind" style="${SIZED}; list-style-image: url(${picture})">a</li></ul>`,
    from: /Behind/,
  },
  {
    name: "content before an element",
    page: ({ picture }) =>
      `<style>div::before { content: url(${picture}); } div { ${SIZED} }</style><div title="Behind"></div>`,
    from: /Behind/,
  },
];

import { DOT, type Offer, SHOWN, SIZE, srcset } from "./offers";

/** Lets nobody in: the person has not allowed it. */
const FRAMES = "http://frames.test";

const BROKEN = (address: string) => `<img src="${address}" ${SIZE}>`;

const inFrame = (name: string, frame: (address: string) => string): Offer => ({
  name,
  page: () => `<iframe src="${FRAMES}/made/frame.html" width="420" height="300"></iframe>`,
  files: ({ picture }) => ({ "frame.html": ["text/html", frame(picture)] }),
  from: "frame",
  mayNamePage: true,
});

/** Ways in which a page keeps it from being told that the person does not see what it names. */
export const DISGUISES: readonly Offer[] = [
  inFrame("image without a picture in a frame that lets nobody in", BROKEN),
  inFrame("srcset in a frame that lets nobody in", srcset),
  {
    name: "frame without an address",
    page: ({ picture }) => `<iframe width="420" height="300" srcdoc='${srcset(picture)}'></iframe>`,
    from: "frame",
  },
  {
    name: "sandboxed frame without an address",
    page: ({ picture }) =>
      `<iframe width="420" height="300" sandbox srcdoc='${BROKEN(picture)}'></iframe>`,
    from: "frame",
    mayNamePage: true,
  },
  {
    name: "elements that are called as what the document has",
    page: ({ picture }) =>
      BROKEN(picture) +
      ["title", "baseURI", "fonts", "styleSheets", "implementation", "getElementById"]
        .map((name) => `<img src="${DOT}" name="${name}">`)
        .join(""),
  },
  {
    name: "functions of the page in the place of the browser's",
    page: ({ picture }) => `${BROKEN(picture)}<script>
      Object.defineProperty(HTMLImageElement.prototype, "naturalWidth", { get: () => 360 });
      Element.prototype.getAttribute = () => "A harbor";
      Array.prototype.map = Array.prototype.filter = function () { return this; };
      JSON.stringify = () => "{}"; fetch = () => Promise.reject(new Error());</script>`,
  },
  {
    name: "another picture in the element",
    page: ({ picture }) =>
      `<img src="${picture}" style="content: url(/media/harbor.jpg)" width="360" height="240">`,
  },
  {
    name: "another address in the click",
    page: ({ picture }) => `${SHOWN}<script>document.querySelector("img")
      .addEventListener("contextmenu", ({ target }) => {
        target.referrerPolicy = "no-referrer"; target.src = "${picture}"; });</script>`,
    // The page itself.
    isReadPlainly: true,
  },
  {
    name: "user name in the address",
    page: ({ picture }) => BROKEN(picture.replace("://", "://me:secret@")),
  },
  {
    name: "address without a scheme, in a srcset",
    page: ({ picture }) => srcset(picture.replace(/^https?:/, "").replace("/media", "/./media")),
  },
  {
    name: "image button",
    page: ({ picture }) => `<input type="image" src="${picture}" ${SIZE} alt="A button">`,
  },
  {
    name: "preloaded set",
    page: ({ picture }) => `<link rel="preload" as="image" imagesrcset="${picture} 2x">${SHOWN}`,
    isReadPlainly: true,
  },
  {
    name: "set of a background",
    page: ({ picture }) => `<div title="Behind" style="width: 300px; height: 200px; background:
      image-set('/media/harbor.jpg' 1x, '${picture}' 3x)"></div>`,
    from: /Behind/,
    isReadPlainly: true,
  },
  {
    name: "srcset in a shadow tree",
    page: ({ picture }) =>
      `<div><template shadowrootmode="open">${srcset(picture)}</template></div>`,
  },
];

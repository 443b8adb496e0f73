interface Exhibit {
  readonly address: string;
  readonly alt: string;
  readonly caption: string;
}

const IMAGES: readonly Exhibit[] = [
  {
    address: "/media/harbor.jpg",
    alt: "A sailing boat leaves a harbor at dusk, the sun low over the hills",
    caption: "Harbor at dusk",
  },
  {
    address: "/media/dunes.png",
    alt: "Four ridges of sand dunes under a pale sun",
    caption: "Dunes",
  },
  {
    address: "/media/forest.webp",
    alt: "Rows of fir trees that fade into the mist",
    caption: "Firs in the mist",
  },
  {
    address: "/media/waves.gif",
    alt: "Three rows of waves roll under an evening sun",
    caption: "Waves, moving",
  },
  {
    address: "http://cdn.test/media/harbor.jpg",
    alt: "The same harbor, served by another host",
    caption: "Harbor, from another host",
  },
];

/** A stream whose sound is apart, as a site with a player shows it. */
const PLAYER = "/construct/player?with=hls&list=/apart/sound.m3u8&lang=en";

const STYLE = `
  :root { color-scheme: light dark; --page: #f6f4ef; --card: #fff; --ink: #20252e; --soft: #667080; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #14181f; --card: #1e242e; --ink: #eef1f5; --soft: #9aa5b5; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  header, main { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
  header { padding-top: 32px; padding-bottom: 20px; }
  h1 { margin: 0; font-size: 30px; letter-spacing: -0.02em; }
  header p { margin: 4px 0 0; color: var(--soft); }
  a { color: inherit; }
  main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 20px; padding-bottom: 48px; }
  @media (max-width: 760px) { main { grid-template-columns: 1fr; } }
  figure { margin: 0; background: var(--card); border-radius: 14px; overflow: hidden;
    box-shadow: 0 1px 2px #0002, 0 8px 24px #0001; }
  img, video { display: block; width: 100%; aspect-ratio: 3 / 2; object-fit: cover; background: #8884; }
  figcaption { padding: 10px 16px 12px; color: var(--soft); font-size: 14px; }
`;

/** The gallery's front page: five images (a GIF and one of another host among them) and a video. */
export function galleryPage(): string {
  const images = IMAGES.map(
    ({ address, alt, caption }) =>
      `<figure><img src="${address}" alt="${alt}"><figcaption>${caption}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Shoreline, a small gallery</title>
<style>${STYLE}</style>
<header><h1>Shoreline</h1><p>Right-click a picture or the film; another one plays <a href="${PLAYER}">in a player</a>.</p></header>
<main>
${images.join("\n")}
<figure>
  <video src="/media/lighthouse.mp4" aria-label="The beam of a lighthouse turns in the night" controls loop muted></video>
  <figcaption>Lighthouse, four seconds</figcaption>
</figure>
</main>
</html>`;
}

import { createRequire } from "node:module";

/** The players that the gallery shows films with, as their packages ship them. */
export type Player = "hls" | "shaka";

/** Where in its package the script of a player is. */
const SCRIPTS: Readonly<Record<string, string>> = {
  "/player/hls.js": "hls.js/dist/hls.min.js",
  "/player/shaka.js": "shaka-player/dist/shaka-player.compiled.js",
};

/** The file behind an address such as "/player/hls.js"; null where there is none. */
export function findPlayerScript(pathname: string): string | null {
  const name = Object.hasOwn(SCRIPTS, pathname) ? SCRIPTS[pathname] : undefined;
  return name === undefined ? null : createRequire(import.meta.url).resolve(name);
}

/** What of a page's ways hides its playlist from its frame's own resource timings. */
export type Hiding = "full-buffer" | "worker" | "frame";

/**
 * How the playlist is loaded there, as an expression whose promise is what the player is told to play. In a worker and
 * in a frame addresses in the list must be absolute: the player gets its text.
 */
const LOADS: Readonly<Record<Hiding | "", string>> = {
  "": "list",
  // The buffer of timings holds 250.
  "full-buffer": `Promise.all(Array.from({ length: 260 }, (_, at) => fetch("/?" + at))).then(() => list)`,
  worker: `new Promise((resolve) => {
    const code = "onmessage = ({ data }) => fetch(data).then((answer) => answer.text()).then(postMessage)";
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    worker.onmessage = ({ data }) => resolve(asFile(data));
    worker.postMessage(new URL(list, location).href);
  })`,
  frame: `document.body.appendChild(document.createElement("iframe")).contentWindow
    .fetch(new URL(list, location)).then((answer) => answer.text()).then(asFile)`,
};

/** How each player is told what to play. Its `failed` is for what it cannot mend itself. */
const STARTS: Readonly<Record<Player, string>> = {
  hls: `
    const player = new Hls(sound === "" ? {} : { audioPreference: { lang: sound } });
    player.on(Hls.Events.ERROR, (_name, { fatal, details }) => fatal && failed(details));
    played.then((address) => player.loadSource(address));
    player.attachMedia(video);`,
  shaka: `
    const player = new shaka.Player();
    player.addEventListener("error", ({ detail }) => failed(detail.code));
    player.attach(video).then(() => {
      if (sound !== "") player.configure({ preferredAudio: [{ language: sound }] });
      return played.then((address) => player.load(address));
    }).catch(({ code }) => failed(code));`,
};

/**
 * A page on which a real player plays a stream. Its title becomes "playing" once the film moves, and the video bears `data-playing`; the title becomes "failed: …" where the
 * player has given up.
 *
 * @param query `with`: the player, `list`: the address of the playlist or manifest, `lang`: the page's language, `sound`:
 *   the language that the person has chosen in the player, `hides`: a {@link Hiding}
 */
export function playerPage(query: string): string {
  const words = new URLSearchParams(query);
  const player: Player = words.get("with") === "shaka" ? "shaka" : "hls";
  const hides = words.get("hides") ?? "";
  const load =
    LOADS[hides === "full-buffer" || hides === "worker" || hides === "frame" ? hides : ""];
  const quoted = (name: string) =>
    JSON.stringify(words.get(name) ?? "").replaceAll("<", String.raw`\u003c`);
  return `<video width="480" height="270" controls muted autoplay aria-label="A film in a player"></video>
<script src="/player/${player}.js"></script>
<script>
  const [list, sound] = [${quoted("list")}, ${quoted("sound")}];
  document.documentElement.lang = ${quoted("lang")};
  const video = document.querySelector("video");
  const asFile = (text) =>
    URL.createObjectURL(new Blob([text], { type: "application/vnd.apple.mpegurl" }));
  const played = Promise.resolve(${load});
  const failed = (reason) => { document.title = "failed: " + reason; };
  video.addEventListener("timeupdate", () => {
    if (video.currentTime === 0) return;
    document.title = "playing";
    video.dataset.playing = "";
  });${STARTS[player]}
</script>`;
}

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

/** How each player is told what to play. Its `failed` is for what it cannot mend itself. */
const STARTS: Readonly<Record<Player, string>> = {
  hls: `
    const player = new Hls(sound === "" ? {} : { audioPreference: { lang: sound } });
    player.on(Hls.Events.ERROR, (_name, { fatal, details }) => fatal && failed(details));
    player.loadSource(list);
    player.attachMedia(video);`,
  shaka: `
    const player = new shaka.Player();
    player.addEventListener("error", ({ detail }) => failed(detail.code));
    player.attach(video).then(() => {
      if (sound !== "") player.configure({ preferredAudio: [{ language: sound }] });
      return player.load(list);
    }).catch(({ code }) => failed(code));`,
};

/**
 * A page on which a real player plays a stream. Its title becomes "playing" once the film moves, and the video bears `data-playing`; the title becomes "failed: …" where the
 * player has given up.
 *
 * @param query `with`: the player, `list`: the address of the playlist or manifest, `lang`: the page's language, `sound`:
 *   the language that the person has chosen in the player
 */
export function playerPage(query: string): string {
  const words = new URLSearchParams(query);
  const player: Player = words.get("with") === "shaka" ? "shaka" : "hls";
  const quoted = (name: string) =>
    JSON.stringify(words.get(name) ?? "").replaceAll("<", String.raw`\u003c`);
  return `<video width="480" height="270" controls muted autoplay aria-label="A film in a player"></video>
<script src="/player/${player}.js"></script>
<script>
  const [list, sound] = [${quoted("list")}, ${quoted("sound")}];
  document.documentElement.lang = ${quoted("lang")};
  const video = document.querySelector("video");
  const failed = (reason) => { document.title = "failed: " + reason; };
  video.addEventListener("timeupdate", () => {
    if (video.currentTime === 0) return;
    document.title = "playing";
    video.dataset.playing = "";
  });${STARTS[player]}
</script>`;
}

import buildExtension from "../browser/build-extension";
import { startUnwatchedWorld } from "../browser/unwatched-world";

/*
 * 20 MB over 0.5 Mbit/s, in a browser that nobody debugs, and 90 s of processing: more than five minutes,
 * ten times what Chromium lets an idle worker live. Every segment is printed as it arrives.
 */

const BYTES = 20_000_000;
const BITS_PER_SECOND = 500_000;
const QUERY = `?bytes=${BYTES}`;
const TEXT = "Slowly but surely";

const PROCESSING_LASTS_MS = 90_000;

/** The line at its full speed for the file, and half as long again, and the processing. */
const WITHIN_MS = ((BYTES * 8) / BITS_PER_SECOND) * 1.5 * 1000 + PROCESSING_LASTS_MS;

await buildExtension();
const startedMs = performance.now();
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const world = await startUnwatchedWorld();
const { x, gallery } = world;
x.change({
  bandwidthBitsPerSecond: BITS_PER_SECOND,
  processing: [
    {
      state: "in_progress",
      lastsMs: PROCESSING_LASTS_MS,
      checkAfterSecs: PROCESSING_LASTS_MS / 1000 + 1,
      progressPercent: 40,
    },
    { state: "succeeded", progressPercent: 100 },
  ],
});

const printed = new Set<object>();
const printing = setInterval(() => {
  for (const entry of x.log) {
    if (entry.operation !== "append" || entry.durationMs === undefined || printed.has(entry)) {
      continue;
    }
    printed.add(entry);
    const at = seconds(performance.now() - startedMs).padStart(8);
    const outcome = entry.status ?? entry.outcome;
    console.log(
      `${at}  segment ${String(entry.segmentIndex ?? "?").padStart(3)}  ${outcome}` +
        `  ${entry.requestBytes} bytes in ${seconds(entry.durationMs)}`,
    );
  }
}, 200);

const problems: string[] = [];
try {
  await world.postLargeVideo(QUERY, TEXT, WITHIN_MS);
} catch (error) {
  problems.push(error instanceof Error ? error.message : String(error));
}
clearInterval(printing);
if (x.posts.length !== 1) problems.push(`${x.posts.length} posts`);
const media = x.media(x.posts[0]?.mediaIds[0] ?? "");
if (media?.sha256 !== gallery.sha256Of(`/large/video.mp4${QUERY}`)) problems.push("other bytes");
if (x.log.some(({ early }) => early)) problems.push("polled too early");
const appends = x.log.filter(({ operation }) => operation === "append");
const sentBytes = appends.reduce((sum, { requestBytes }) => sum + requestBytes, 0);
const longestMs = Math.max(...appends.map(({ durationMs }) => durationMs ?? 0));
await world.close();

console.log(
  `\n${BYTES} bytes at ${BITS_PER_SECOND} bit/s and ${seconds(PROCESSING_LASTS_MS)} of processing, no debugger attached`,
);
console.log(`in all            ${seconds(performance.now() - startedMs)}`);
console.log(`append requests   ${appends.length}, the longest ${seconds(longestMs)}`);
console.log(`bytes sent        ${(sentBytes / BYTES).toFixed(3)} times the file`);
console.log(problems.length === 0 ? "one post, bytes equal" : `FAILED: ${problems.join("; ")}`);
process.exit(problems.length === 0 ? 0 : 1);

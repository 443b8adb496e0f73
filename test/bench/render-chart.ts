import type { UploadResult } from "./bench-row";
import { CLIENT } from "./run-extension";

const WIDTH = 760;
const LEFT = 220;
const BAR_HEIGHT = 16;
const ROW_GAP = 6;
const GROUP_GAP = 22;
const TOP = 56;
const COLORS: Readonly<Record<string, string>> = {
  [CLIENT.stored]: "#1d9bf0",
  [CLIENT.coming]: "#8ecdf8",
  "twitter-api-v2": "#8899a6",
  xdk: "#b8c2ca",
};

/** Draws how long each client took, as multiples of what the link itself needs (the line at 1). */
export function renderChart(uploads: readonly UploadResult[]): string {
  const groups = [...new Set(uploads.map(({ upload }) => upload))];
  const most = Math.max(2, ...uploads.map(({ ratio }) => ratio));
  const scale = (WIDTH - LEFT - 70) / most;
  const shapes: string[] = [];
  let top = TOP;
  for (const group of groups) {
    shapes.push(text(16, top + 12, group, 'class="group"'));
    for (const { client, ratio } of uploads.filter(({ upload }) => upload === group)) {
      top += BAR_HEIGHT + ROW_GAP;
      const width = (ratio * scale).toFixed(1);
      const color = COLORS[client] ?? "#888888";
      shapes.push(text(LEFT - 10, top + 12, client, 'text-anchor="end"'));
      shapes.push(
        `<rect x="${LEFT}" y="${top}" width="${width}" height="${BAR_HEIGHT}" rx="2" fill="${color}"/>`,
      );
      shapes.push(text(LEFT + ratio * scale + 6, top + 12, `${ratio.toFixed(2)} ×`, ""));
    }
    top += BAR_HEIGHT + GROUP_GAP;
  }
  const limitX = (LEFT + scale).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}" role="img" aria-label="Upload times as multiples of the link's own limit">
<style>text { font: 13px system-ui, sans-serif; fill: #536471 } .group, .title { font-weight: 600; fill: #0f1419 } @media (prefers-color-scheme: dark) { text { fill: #8b98a5 } .group, .title { fill: #e7e9ea } }</style>
${text(16, 24, "Time of an upload, in multiples of what the link itself needs", 'class="title"')}
<line x1="${limitX}" y1="36" x2="${limitX}" y2="${top - GROUP_GAP}" stroke="#f4212e" stroke-dasharray="4 3"/>
${text(LEFT + scale + 6, 44, "the link's limit", "")}
${shapes.join("\n")}
</svg>
`;
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x.toFixed(1)}" y="${y}" ${attributes}>${content}</text>`;
}

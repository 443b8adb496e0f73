import { parseArgs } from "node:util";
import buildExtension from "../browser/build-extension";
import { startExtensionWorld } from "../browser/extension-world";
import { MadeMedia } from "../browser/media/made-media";
import { atOnceProcessing } from "../x-server/processing-clock";
import { FILM_CASES } from "./film-cases";
import { BASE, PICTURE_CASES } from "./picture-cases";
import { isMet, type QualityRow, renderRows } from "./quality-row";
import { measureFilm, measurePicture } from "./measure-row";

/*
 * `npm run quality`: films and pictures of every kind of colour, taken by a real right click and converted in the
 * real browser, beside what ffmpeg makes of them and what the browser shows of them. Prints a table; fails where a
 * row is over its target. `--only` takes a part of a name, `--keep` leaves the files where it says.
 */

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    keep: { type: "boolean", default: false },
  },
});

await buildExtension();
const made = new MadeMedia();
const world = await startExtensionWorld({ x: { processing: atOnceProcessing } });
const rows: QualityRow[] = [];
try {
  await world.signIn();
  made.make(BASE, ["-f", "lavfi", "-i", "smptehdbars=s=800x600", "-frames:v", "1"]);
  for (const film of FILM_CASES.filter(({ name }) => name.includes(values.only))) {
    rows.push(await attempt(film.name, () => measureFilm(world, made, film)));
  }
  for (const picture of PICTURE_CASES.filter(({ name }) => name.includes(values.only))) {
    rows.push(await attempt(picture.name, () => measurePicture(world, made, picture)));
  }
} finally {
  await world.close();
  if (values.keep) console.log(`The files are in ${made.path("")}`);
  else made.remove();
}
console.log(`\n${renderRows(rows)}\n`);
const over = rows.filter((row) => !isMet(row)).length;
console.log(`${rows.length} rows, ${over} over the target`);
process.exit(over === 0 ? 0 : 1);

/** A row that comes to no end is one over its target. */
async function attempt(name: string, measure: () => Promise<QualityRow>): Promise<QualityRow> {
  const row = await measure().catch((failure: unknown): QualityRow => {
    if (!(failure instanceof Error)) throw failure;
    const [reason = ""] = failure.message.split("\n");
    return { name, outcome: "did not end", fault: reason };
  });
  console.log(renderRows([row]));
  return row;
}

import { parseArgs } from "node:util";
import buildExtension from "../browser/build-extension";
import { type ExtensionWorld, startExtensionWorld } from "../browser/extension-world";
import { atOnceProcessing } from "../x-server/processing-clock";
import { allowSites } from "./allow-sites";
import { type BurdenRow, renderBurdens, runBurdens } from "./burdens";
import { DISGUISES } from "./disguises";
import { type Offer, OFFERS } from "./offers";
import { renderRows } from "./render-rows";
import { type HostileRow, runRow } from "./run-row";
import { type NamedSite, sitesOf } from "./sites";
import { HOLDERS, STAND_INS } from "./stand-ins";

/*
 * `npm run hostile-pages`: pages that name files of other sites, each kind of offer with each kind of site, in the real
 * browser by a real right click; and pages that are hard to look through. Prints what was asked, with which cookies and Referer, and what reached the local X; fails
 * where a row breaks a rule. `--site` takes a part of a name, `--offer` a pattern.
 */

const { values } = parseArgs({
  options: {
    site: { type: "string", default: "" },
    offer: { type: "string", default: "" },
  },
});

await buildExtension();
const startedMs = performance.now();
const world = await startExtensionWorld({ x: { processing: atOnceProcessing } });
const rows: HostileRow[] = [];
const burdens: BurdenRow[] = [];
try {
  await world.signIn();
  await allowSites(world);
  const pattern = new RegExp(values.offer);
  burdens.push(...(values.site === "" ? await runBurdens(world, pattern) : []));
  const offers = [...OFFERS, ...DISGUISES, ...STAND_INS, ...HOLDERS];
  for (const offer of offers.filter(({ name }) => pattern.test(name))) {
    for (const site of sitesOf(offer).filter(({ name }) => name.includes(values.site))) {
      const row = await attempt(world, offer, site);
      rows.push(row);
      if (row.faults.length > 0) {
        console.error(`${row.offer}, ${row.site}: ${row.faults.join("; ")}`);
      }
      if (process.stderr.isTTY) process.stderr.write(`\r${rows.length} rows`);
    }
  }
} finally {
  await world.close();
}
const broken = [...rows, ...burdens].filter(({ faults }) => faults.length > 0).length;
const seconds = Math.round((performance.now() - startedMs) / 1000);
console.log(`\n${renderRows(rows)}\n`);
console.log(`${renderBurdens(burdens)}\n`);
console.log(`${rows.length + burdens.length} rows in ${seconds} s`);
console.log(`rules broken in ${broken} rows`);
process.exit(broken === 0 ? 0 : 1);

/** A row that does not come to its end is a fault of its own. */
async function attempt(of: ExtensionWorld, offer: Offer, site: NamedSite): Promise<HostileRow> {
  try {
    return await runRow(of, offer, site);
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const [reason = ""] = failure.message.split("\n");
    return {
      offer: offer.name,
      site: site.name,
      asked: [],
      prompts: 0,
      error: null,
      received: [],
      faults: [`did not end: ${reason}`],
    };
  }
}

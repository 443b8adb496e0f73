import { changeRecords } from "./change-records";

const KEY = "welcomed";

/** Notes that the first steps are shown; false when they were shown before. */
export function claimWelcome(): Promise<boolean> {
  return changeRecords(["settings"], async (records) => {
    const isFirst = (await records.read("settings").get(KEY)) === undefined;
    if (isFirst) records.put("settings", "yes", { key: KEY });
    return isFirst;
  });
}

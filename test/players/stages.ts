import { waitUntil } from "../browser/harness/wait-until";

/** How far the only film of the draft is, at one moment. */
export interface Stage {
  /** The attachment's state; while it is converted, what is made. */
  readonly name: string;
  /** Since its click was heard. */
  readonly afterMs: number;
}

/** When each stage was seen first; the last one is that in which all bytes of the film are there, joined and cut. */
export type Stages = readonly Stage[];

/** Runs in a page of the extension; null before there is a film. */
export async function readStage(): Promise<Stage | null> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("tweet-this-image");
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(new Error(request.error?.name)));
  });
  const [film] = await new Promise<
    { state: string; createdAtMs: number; conversion?: { kind: string } }[]
  >((resolve) => {
    const request = database.transaction("attachments").objectStore("attachments").getAll();
    request.addEventListener("success", () => resolve(request.result));
  });
  database.close();
  if (film === undefined) return null;
  const name = film.state === "converting" ? `make ${film.conversion?.kind}` : film.state;
  return { name, afterMs: Date.now() - film.createdAtMs };
}

/** When all bytes of the film were there and joined: from then on the composer shows it. What is cut of it is made after that. */
export function joinedMs(stages: Stages): number {
  const isMissing = ({ name }: Stage) => ["capturing", "make stream", "failed"].includes(name);
  return stages.find((stage) => !isMissing(stage))?.afterMs ?? Infinity;
}

/** Follows a film until it waits for nothing but X. */
export async function watchStages(read: () => Promise<Stage | null>): Promise<Stages> {
  const seen: Stage[] = [];
  await waitUntil(
    "the film",
    async () => {
      const stage = await read();
      if (stage !== null && stage.name !== seen.at(-1)?.name) seen.push(stage);
      const name = stage?.name ?? "capturing";
      return name !== "capturing" && !name.startsWith("make ");
    },
    60_000,
  );
  return seen;
}

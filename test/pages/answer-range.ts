/**
 * How a server deals with ranges: as the standard says, with an entity tag that is strong or weak, or with none; not
 * at all, though it says that it does; or with another range than the one that was asked for.
 */
export type RangeHabit = "strong" | "weak" | "untagged" | "ignores" | "shifts";

/** What a request says of ranges. */
export interface RangeRequest {
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
}

/** The head of an answer, and which bytes of the file follow. */
export interface RangeAnswer {
  readonly status: 200 | 206 | 416;
  readonly startByte: number;
  /** The first one that does not follow. */
  readonly endByte: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers a request for a file of `totalBytes`; of several ranges only all of the file is sent. */
export function answerRange(
  { range, ifRange }: RangeRequest,
  totalBytes: number,
  habit: RangeHabit,
): RangeAnswer {
  const etag = `${habit === "weak" ? "W/" : ""}"${totalBytes}"`;
  const headers = { ...(habit !== "untagged" && { etag }), "accept-ranges": "bytes" };
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  // Only a strong tag says that the bytes are the same.
  const isSame = ifRange === undefined || (habit !== "weak" && ifRange === etag);
  if (asked === null || !isSame || habit === "ignores") {
    return { status: 200, startByte: 0, endByte: totalBytes, headers };
  }
  const startByte = Number(asked[1]) + (habit === "shifts" ? 1 : 0);
  const endByte = asked[2] === "" ? totalBytes : Math.min(Number(asked[2]) + 1, totalBytes);
  if (startByte >= endByte) {
    const unknown = { ...headers, "content-range": `bytes */${totalBytes}` };
    return { status: 416, startByte: 0, endByte: 0, headers: unknown };
  }
  const contentRange = `bytes ${startByte}-${endByte - 1}/${totalBytes}`;
  return {
    status: 206,
    startByte,
    endByte,
    headers: { ...headers, "content-range": contentRange },
  };
}

/**
 * The habit that an address asks for. Without a word of it a range with an end is answered, as players of streams
 * ask for them; null: all of the file is sent.
 */
export function rangeHabitOf(query: URLSearchParams, range: string | undefined): RangeHabit | null {
  const named = query.get("resumable") === "1" ? "strong" : query.get("ranges");
  const isClosed = /^bytes=\d+-\d+$/.test(range ?? "");
  return HABITS.find((habit) => habit === named) ?? (isClosed ? "untagged" : null);
}

const HABITS: readonly RangeHabit[] = ["strong", "weak", "untagged", "ignores", "shifts"];

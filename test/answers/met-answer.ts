import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** An answer of X as somebody met it. */
export interface MetAnswer {
  /** The name of its file. */
  readonly name: string;
  /** As `POST /2/tweets`; `STATUS` of a medium; `any`: whatever is called. */
  readonly call: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; undefined where the body is no JSON. */
  readonly body: unknown;
  /** The body where it is no JSON. */
  readonly bodyText: string;
  /** Whether it befalls one call and passes, lasts until the job rests, or is met both ways; null: as its kind does. */
  readonly lasts: "once" | "on" | "both" | null;
  /** The call has worked before, and only its answer was lost. */
  readonly isRepeat: boolean;
  /** It says that the sign-in is over. */
  readonly endsSignIn: boolean;
  /** What was posted where the answer lists posts; undefined: any text. */
  readonly text: string | undefined;
}

/** Reads every answer of a folder, one a JSON file, in the order of the names. @throws `Error` with the file's name */
export function readMetAnswers(folder: string): readonly MetAnswer[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.toSorted().map((file) => {
    const fields: unknown = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return toMetAnswer(basename(file, ".json"), fields);
  });
}

/** Checks what a file says. @throws `Error` with the file's name */
export function toMetAnswer(name: string, fields: unknown): MetAnswer {
  const { call, status, headers, body, bodyText, wanted, lasts, isRepeat, endsSignIn } =
    asRecord(fields);
  if (typeof call !== "string" || typeof status !== "number") {
    throw new Error(`${name}: says no call or no status`);
  }
  const { text } = asRecord(wanted);
  return {
    name,
    call,
    status,
    headers: Object.fromEntries(
      Object.entries(asRecord(headers)).map(([header, value]) => [header, String(value)]),
    ),
    body,
    bodyText: typeof bodyText === "string" ? bodyText : "",
    lasts: lasts === "once" || lasts === "on" || lasts === "both" ? lasts : null,
    isRepeat: isRepeat === true,
    endsSignIn: endsSignIn === true,
    text: typeof text === "string" ? text : undefined,
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../../lib/errors/error-codes";
import type { AttachmentState } from "../../../lib/jobs/attachment";
import type { PostState } from "../../../lib/jobs/post";
import type { ProgressStage } from "../../../lib/popup/progress";
import { REPLY_SETTINGS, SENSITIVE_CONTENT } from "../../../lib/jobs/post-options";
import { findLiterals, findStrings } from "./find-literals";
import { ENGLISH } from "./locale-files";
import { SOURCE_FILES } from "./source-files";

const keys = Object.keys(ENGLISH.messages);
const isKey = (text: string): boolean => keys.includes(text);

/** The names of a union's members; the types say when one is missing, or is none. */
const namesOf = <Name extends string>(names: Readonly<Record<Name, true>>): string[] =>
  Object.keys(names);

const codes = ERROR_CODES.map((code) => code.replaceAll("-", "_"));
const attachmentStates = namesOf<AttachmentState>({
  capturing: true,
  converting: true,
  uploading: true,
  processing: true,
  ready: true,
  failed: true,
  cancelled: true,
});
const postStates = namesOf<PostState>({
  draft: true,
  scheduled: true,
  publishing: true,
  posting: true,
  posted: true,
  unsure: true,
  failed: true,
  cancelled: true,
  deleted: true,
});
const stages = namesOf<ProgressStage>({
  capturing: true,
  converting: true,
  uploading: true,
  processing: true,
  finishing: true,
  posting: true,
  checking: true,
});

/** The names of sentences that are put together in code, with all that can stand in their gap. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  "error_*": codes,
  "next_*": codes,
  "error_*_site": [
    "source_not_found",
    "source_forbidden",
    "source_http_error",
    "source_unreachable",
    "redirect_failed",
    "redirect_hidden",
    "capture_stalled",
  ],
  "attachment_state_*": attachmentStates,
  "post_state_*": postStates,
  "progress_*": stages,
  "reply_settings_*": REPLY_SETTINGS,
  "sensitive_*": SENSITIVE_CONTENT,
};

const strings = SOURCE_FILES.flatMap(({ path, text }) => findStrings(path, text));
const composed = Object.entries(COMPOSED).flatMap(([pattern, names]) =>
  names.map((name) => pattern.replace("*", name)),
);

describe("a sentence in the message file", () => {
  it("is there for every name that the code puts together", () => {
    expect(composed.filter((key) => !isKey(key))).toEqual([]);
  });

  it("is put together in no other way", () => {
    const patterns = SOURCE_FILES.flatMap(({ text }) =>
      [...text.matchAll(/translate\(\s*`([^`]*)`/g)].map(([, template]) =>
        (template ?? "").replace(/\$\{[^}]*\}/g, "*"),
      ),
    );
    expect(patterns.filter((pattern) => !(pattern in COMPOSED))).toEqual([]);
    expect(Object.keys(COMPOSED).filter((pattern) => !patterns.includes(pattern))).toEqual([]);
  });

  it("is there for every name that the code says", () => {
    const named = SOURCE_FILES.flatMap(({ text }) => [
      ...[...text.matchAll(/translate\(\s*"([^"]+)"/g)].map(([, key]) => key ?? ""),
      ...[...text.matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key ?? ""),
    ]);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !isKey(key))).toEqual([]);
  });

  it("is used", () => {
    const used = new Set([
      ...strings,
      ...strings.map((text) => text.replace(/^__MSG_(.*)__$/, "$1")),
      ...composed,
    ]);
    expect(keys.filter((key) => !used.has(key))).toEqual([]);
  });
});

describe("what a person reads", () => {
  it("stands nowhere in the code", () => {
    const literals = SOURCE_FILES.flatMap(({ path, text }) =>
      findLiterals(path, text, isKey).map((literal) => `${path}:${literal.line} ${literal.text}`),
    );
    expect(literals).toEqual([]);
  });

  it.each([
    ["text", "<p>Hello</p>"],
    ["text in a fragment", "<>Hello</>"],
    ["text as an expression", '<p>{isDone ? "Hello" : ""}</p>'],
    ["text behind a condition", '<p>{isDone && "Hello"}</p>'],
    ["text with a gap", "<p>{`Hello ${name}`}</p>"],
    ["text put together", '<p>{name + "Hello"}</p>'],
    ["an attribute", '<button aria-label="Hello" />'],
    ["an attribute with an expression", '<img alt={text || "Hello"} />'],
    ["a property of a component", '<Field hint="Hello" />'],
    ["the title of the page", 'document.title = "Hello"'],
    ["a notification", 'create({ title: "Hello" })'],
  ])("would be found as %s", (_, code) => {
    expect(findLiterals("a.tsx", `const a = 1;\n${code};`, isKey)).toEqual([
      { line: 2, text: expect.stringContaining("Hello") as string },
    ]);
  });

  it.each([
    [
      "what a call returns",
      '<p title={translate("composer_post")}>{translate("media_remove")}</p>',
    ],
    ["the name of a sentence", '<OutsideLink label="activity_view_post" />'],
    ["signs", '<p title="·">{" × "}</p>'],
    ["a class", '<p class={isDone ? "is-done" : "is-not"} />'],
    ["what is compared", '<p>{state === "done" && <b />}</p>'],
  ])("is not %s", (_, code) => {
    expect(findLiterals("a.tsx", code, isKey)).toEqual([]);
  });
});

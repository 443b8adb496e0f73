import { DOMParser, parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pastedFiles } from "../../../entrypoints/popup/pasted-files";

const { document, window } = parseHTML("<html><body><textarea></textarea></body></html>");
const box = document.querySelector("textarea");
const picture = new File(["pixels"], "image.png", { type: "image/png" });

beforeEach(() => {
  vi.stubGlobal("HTMLTextAreaElement", window.HTMLTextAreaElement);
  vi.stubGlobal("HTMLInputElement", window.HTMLInputElement);
  vi.stubGlobal("DOMParser", DOMParser);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const clipboard = (html: string) => ({
  files: [picture] as unknown as FileList,
  getData: (type: string) => (type === "text/html" ? html : ""),
});

const WORDS = `<html><head><style>p { color: red }</style></head><body><p>Words of a letter</p></body></html>`;
const IMAGE = `<html><head><meta charset="utf-8"></head><body><!--StartFragment--><img src="http://a.test/b.png" alt="Boats"/><!--EndFragment--></body></html>`;

describe("what is pasted", () => {
  it("is words where a picture of them comes along, in a box for words", () => {
    expect(pastedFiles(clipboard(WORDS), box)).toEqual([]);
  });

  it("is a picture where the box could take nothing of it", () => {
    expect(pastedFiles(clipboard(IMAGE), box)).toEqual([picture]);
    expect(pastedFiles(clipboard(""), box)).toEqual([picture]);
    expect(pastedFiles(clipboard(WORDS), document.body)).toEqual([picture]);
  });

  it("is nothing where the clipboard cannot be seen", () => {
    expect(pastedFiles(null, box)).toEqual([]);
  });
});

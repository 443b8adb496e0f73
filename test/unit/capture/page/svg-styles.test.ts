import { describe, expect, it } from "vitest";
import { writtenStyle } from "../../../../lib/capture/page/svg-styles";

function write(
  values: Readonly<Record<string, string>>,
  { attributes = [], isRoot = false }: { attributes?: readonly string[]; isRoot?: boolean } = {},
): string {
  return writtenStyle({
    valueOf: (name) => values[name] ?? "",
    hasAttribute: (name) => attributes.includes(name),
    isRoot,
  });
}

describe("the styles of a part of a drawing", () => {
  it.each(["clip-path", "mask", "filter", "marker-end", "fill", "mix-blend-mode", "r"])(
    "keep %s, which a style sheet of the page may say",
    (name) => {
      expect(write({ [name]: "url(#a)" })).toBe(`${name}:url(#a)`);
    },
  );

  it("leave out what is as usual, unless an attribute says otherwise", () => {
    const usual = { "clip-path": "none", opacity: "1", r: "0px", transform: "none" };
    expect(write(usual)).toBe("");
    expect(write(usual, { attributes: ["clip-path"] })).toBe("clip-path:none");
  });

  it("name around what it is turned, where it is turned", () => {
    const turned = { rotate: "45deg", "transform-origin": "5px 5px", "transform-box": "fill-box" };
    expect(write(turned)).toBe("rotate:45deg;transform-origin:5px 5px;transform-box:fill-box");
    expect(write({ ...turned, rotate: "none" })).toBe("");
  });

  it("say what goes down to other parts also where it is usual: another may be around it", () => {
    expect(write({ "letter-spacing": "normal" })).toBe("letter-spacing:normal");
  });

  it("leave its size to the attributes of the drawing", () => {
    expect(write({ width: "500px", height: "400px" }, { isRoot: true })).toBe("");
  });
});

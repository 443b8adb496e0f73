import { describe, expect, it } from "vitest";
import { restValueOf } from "../../../lib/convert/svg-at-rest";

function rest(name: string, attributes: Readonly<Record<string, string>>) {
  return restValueOf(name, (attribute) => attributes[attribute] ?? null);
}

const FADE = { attributeName: "opacity", dur: "2s", to: "1", fill: "freeze" };

describe("a drawing at rest", () => {
  it("keeps what an animation that ends leaves behind", () => {
    expect(rest("animate", FADE)).toEqual({ attribute: "opacity", value: "1", isAdded: false });
    const steps = { attributeName: "r", dur: "1s", values: "1; 5;9 ;", fill: "freeze" };
    expect(rest("animate", steps)).toMatchObject({ value: "9" });
    const turn = { ...FADE, attributeName: "transform", type: "rotate", to: "90 5 5" };
    expect(rest("animateTransform", turn)).toMatchObject({ value: "rotate(90 5 5)" });
    expect(rest("animateTransform", { ...turn, additive: "sum" })).toMatchObject({ isAdded: true });
  });

  it("keeps what is set without an end", () => {
    const set = { attributeName: "visibility", to: "visible", begin: "3s" };
    expect(rest("set", set)).toMatchObject({ value: "visible" });
    expect(rest("set", { ...set, dur: "1s" })).toBeNull();
    expect(rest("set", { ...set, dur: "1s", fill: "freeze" })).toMatchObject({ value: "visible" });
  });

  it.each([
    ["goes on for ever", { ...FADE, repeatCount: "indefinite" }],
    ["goes back to where it was", { ...FADE, fill: "remove" }],
    ["has no length", { ...FADE, dur: "indefinite" }],
    ["waits for a click", { ...FADE, begin: "button.click" }],
    ["waits for a script", { ...FADE, begin: "indefinite" }],
    ["says not what it moves", { dur: "1s", to: "1", fill: "freeze" }],
    ["says not where to", { attributeName: "x", dur: "1s", by: "9", fill: "freeze" }],
  ])("is as it is without an animation that %s", (_name, attributes) => {
    expect(rest("animate", attributes)).toBeNull();
  });

  it("counts an animation that follows another, or begins in a while", () => {
    expect(rest("animate", { ...FADE, begin: "first.end + 1s" })).not.toBeNull();
    expect(rest("animate", { ...FADE, begin: "click; 00:02" })).not.toBeNull();
  });

  it("leaves alone what moves along a path", () => {
    expect(rest("animateMotion", { ...FADE, path: "M0,0 9,9" })).toBeNull();
  });
});

import { expect, it } from "vitest";
import { giveBack } from "../../../lib/media/give-back";

it("empties what is given back, two arrays over one buffer included", () => {
  const alone = new Uint8Array(5).fill(1);
  const both = new ArrayBuffer(8);
  const halves = [new Uint8Array(both, 0, 4), new Uint8Array(both, 4)];
  giveBack([alone, ...halves]);
  expect([alone, ...halves].map(({ byteLength }) => byteLength)).toEqual([0, 0, 0]);
});

it("leaves what was made of the bytes as it is", async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const blob = new Blob([bytes]);
  giveBack([bytes]);
  expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual([1, 2, 3]);
});

import { describe, expect, it, vi } from "vitest";
import { describeEdit, describeFilmEdit } from "../../../entrypoints/popup/edit/edit-status";
import { hideBox, MAX_HIDDEN_REGIONS, UNEDITED } from "../../../lib/edit/picture-edit";

vi.mock("wxt/browser", async () => {
  const { getEnglishMessage } = await import("../errors/translate-in-english");
  return { browser: { i18n: { getMessage: getEnglishMessage } } };
});

const size = { width: 1200, height: 800 };
const box = { left: 1, top: 1, width: 5, height: 5 };
const FULL = "No more than 200 places can be hidden. Undo some, and hide a larger one instead.";

function editWith(count: number) {
  let edit = UNEDITED;
  for (let index = 0; index < count; index += 1) edit = hideBox(edit, box, "cover", size);
  return edit;
}

const partsOf = (count: number) =>
  Array.from({ length: count }, () => ({ how: "cover", box, span: null }) as const);

describe("the editor says that no more can be hidden", () => {
  it.each(["hide", "brush", null] as const)("of a picture, with the tool %s", (tool) => {
    const full = { tool, isSelected: true, size, edit: editWith(MAX_HIDDEN_REGIONS) };
    expect(describeEdit(full)).toBe(FULL);
    const last = { ...full, edit: editWith(MAX_HIDDEN_REGIONS - 1) };
    expect(describeEdit(last)).not.toBe(FULL);
  });

  it("but not to who crops", () => {
    const full = { isSelected: false, size, edit: editWith(MAX_HIDDEN_REGIONS) };
    expect(describeEdit({ ...full, tool: "crop" })).not.toBe(FULL);
  });

  it("of a film", () => {
    const film = { tool: null, isSelected: false, size };
    expect(describeFilmEdit({ ...film, parts: partsOf(MAX_HIDDEN_REGIONS) })).toBe(FULL);
    expect(describeFilmEdit({ ...film, parts: partsOf(3) })).toContain("1,200");
  });
});

import { describe, expect, it } from "vitest";
import { createUnsavedFields } from "../../../lib/popup/unsaved-fields";

const field = (isStored: boolean, asked: string[] = [], name = "") => ({
  settle: async () => {
    asked.push(name);
    return isStored;
  },
});

describe("whoever publishes", () => {
  it("goes on once every box of the page is stored, also with none", async () => {
    const fields = createUnsavedFields();
    expect(await fields.settleAll()).toBe(true);
    fields.add(field(true));
    fields.add(field(true));
    expect(await fields.settleAll()).toBe(true);
  });

  it("is held up by one that is not, and the others are stored all the same", async () => {
    const asked: string[] = [];
    const fields = createUnsavedFields();
    fields.add(field(false, asked, "alt text"));
    fields.add(field(true, asked, "text"));
    expect(await fields.settleAll()).toBe(false);
    expect(asked).toEqual(["alt text", "text"]);
  });

  it("is not held up by a box that is gone, such as that of a removed picture", async () => {
    const fields = createUnsavedFields();
    const leave = fields.add(field(false));
    leave();
    expect(await fields.settleAll()).toBe(true);
  });
});

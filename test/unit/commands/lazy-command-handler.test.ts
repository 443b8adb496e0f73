import { describe, expect, it, vi } from "vitest";
import { lazyCommandHandler } from "../../../lib/commands/lazy-command-handler";
import type { Command, CommandAnswer } from "../../../lib/messages";

const PUBLISH: Command = { type: "publish", postId: "post" };
const DONE: CommandAnswer = { ok: true, value: undefined };
const handler = () => Promise.resolve(DONE);

describe("what carries out commands", () => {
  it("is loaded by the first command, and once", async () => {
    const load = vi.fn(() => Promise.resolve(handler));
    const handle = lazyCommandHandler(load);
    expect(load).not.toHaveBeenCalled();
    expect(await Promise.all([handle(PUBLISH), handle(PUBLISH)])).toEqual([DONE, DONE]);
    expect(await handle(PUBLISH)).toEqual(DONE);
    expect(load).toHaveBeenCalledOnce();
  });

  it("is loaded anew by the next command when it could not be loaded, which is an answer", async () => {
    const load = vi
      .fn(() => Promise.resolve(handler))
      .mockRejectedValueOnce(new TypeError("No such part"));
    const handle = lazyCommandHandler(load);
    expect(await handle(PUBLISH)).toMatchObject({
      ok: false,
      error: { code: "unexpected", details: { name: "TypeError" } },
    });
    expect(await handle(PUBLISH)).toEqual(DONE);
  });

  it("answers with the error where it throws, and goes on", async () => {
    const failing = vi.fn(handler).mockRejectedValueOnce(new RangeError("Too far"));
    const load = vi.fn(() => Promise.resolve(failing));
    const handle = lazyCommandHandler(load);
    expect(await handle(PUBLISH)).toMatchObject({ ok: false, error: { code: "unexpected" } });
    expect(await handle(PUBLISH)).toEqual(DONE);
    expect(load).toHaveBeenCalledOnce();
  });
});

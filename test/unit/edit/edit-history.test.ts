import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginHistory, redoStep, takeStep, undoStep } from "../../../lib/edit/edit-history";
import { lay, UNEDITED } from "../../../lib/edit/picture-edit";

describe("the history of an edit", () => {
  it("takes steps back and again, and forgets what was undone with the next step", () => {
    const turned = lay(UNEDITED, "right");
    const mirrored = lay(turned, "mirror");
    let history = takeStep(takeStep(beginHistory(UNEDITED), turned), mirrored);
    history = undoStep(history);
    expect(history.present).toEqual(turned);
    expect(redoStep(history).present).toEqual(mirrored);
    const another = takeStep(history, lay(turned, "left"));
    expect(redoStep(another)).toBe(another);
  });

  it("has nothing to undo at its beginning, and nothing to redo at its end", () => {
    const begun = beginHistory(UNEDITED);
    expect(undoStep(begun)).toBe(begun);
    expect(redoStep(begun)).toBe(begun);
    expect(takeStep(begun, UNEDITED)).toBe(begun);
  });

  it("is a walk along one line, however it is walked", () => {
    const anyWalk = fc.array(fc.constantFrom("step", "undo", "redo"), { maxLength: 40 });
    fc.assert(
      fc.property(anyWalk, (walk) => {
        let history = beginHistory(UNEDITED);
        let line = [history.present];
        let at = 0;
        for (const turn of walk) {
          if (turn === "step") {
            const next = lay(history.present, "right");
            line = [...line.slice(0, at + 1), next];
            at += 1;
            history = takeStep(history, next);
          } else if (turn === "undo") {
            at = Math.max(0, at - 1);
            history = undoStep(history);
          } else {
            at = Math.min(line.length - 1, at + 1);
            history = redoStep(history);
          }
          expect([...history.past, history.present]).toEqual(line.slice(0, at + 1));
          expect(history.undone).toHaveLength(line.length - 1 - at);
        }
      }),
    );
  });
});

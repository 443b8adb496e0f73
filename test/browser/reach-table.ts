import { expect } from "vitest";
import type { ComposerPage } from "./composer-page";
import type { ExtensionWorld } from "./extension-world";

/** What became of one way in which a page can hold an image or a video. */
export interface Reached {
  readonly construct: string;
  /** The code of the error that the composer shows; null when X has the file. */
  readonly error: string | null;
  readonly mediaType: string;
  readonly totalBytes: number;
  readonly category: string;
  readonly sha256: string;
}

/** Collects what became of each construct, for the output of the tests. */
export class ReachTable {
  readonly #rows: Reached[] = [];

  /** Waits until the one media item of the composer is ready or failed, and notes it. */
  async note(construct: string, composer: ComposerPage, world: ExtensionWorld): Promise<Reached> {
    await composer.mediaIn("ready").or(composer.mediaIn("failed")).first().waitFor();
    // The sentence of an error, and its code with it, may come a moment after the state.
    const failed = composer.mediaIn("failed");
    const isFailed = (await failed.count()) > 0;
    const error = isFailed ? await failed.getByRole("alert").getAttribute("data-code") : null;
    const media = error === null ? world.x.allMedia().at(-1) : undefined;
    const row = {
      construct,
      error,
      mediaType: media?.mediaType ?? "",
      totalBytes: media?.totalBytes ?? 0,
      category: media?.category ?? "",
      sha256: media?.sha256 ?? "",
    };
    this.#rows.push(row);
    return row;
  }

  /** Prints one line a construct: what arrived at X, or the error's code. */
  print(): void {
    const lines = this.#rows.map(({ construct, error, mediaType, totalBytes, category }) =>
      error === null
        ? `${construct.slice(0, 60).padEnd(60)} ${mediaType.padEnd(16)} ${String(totalBytes).padStart(8)} bytes  ${category}`
        : `${construct.slice(0, 60).padEnd(60)} error: ${error}`,
    );
    console.log(["What arrived at X, construct by construct:", ...lines].join("\n"));
  }
}

/** The name of the test that runs, without those of the groups around it. */
export function nameOfTest(): string {
  return expect.getState().currentTestName?.split(" > ").at(-1) ?? "";
}

import { captureFailure } from "../../errors/capture-failure";
import { JobFailure } from "../../errors/job-error";
import type { CaptureSource } from "../../jobs/capture-source";
import type { Rung } from "../../jobs/rung";
import type { ByteRange } from "../../media/strip/byte-ranges";
import type { SiteAnswer, SiteEffects } from "../site/ask-site";
import { climbRungs } from "../site/climb-rungs";
import { type ByteTaker, download } from "../site/download";
import { FIRST_RUNG } from "../site/fetch-rungs";
import { type FileVersion, judgeRange, rangeHeaders } from "../site/file-range";
import { upgradedUrl } from "../site/upgraded-url";
import { checkAllowed } from "../stream/fetch-part";

/** The site does not send ranges that a file can be put together of: all of it has to be fetched. */
export class RangesRefused extends Error {
  override readonly name = "RangesRefused";
}

/** The site has another version of the file by now: what was fetched of the earlier one is of no use. */
export class FileChanged extends Error {
  override readonly name = "FileChanged";
}

/** Fetches ranges of one file, all of the same version, as its site wants to be asked. */
export class RangeFetch {
  readonly #source: CaptureSource;
  readonly #effects: SiteEffects;
  readonly #url: string;
  #rung: Rung | null = null;
  #version: FileVersion | null = null;

  constructor(source: CaptureSource, effects: SiteEffects) {
    this.#source = source;
    this.#effects = effects;
    // What the browser has shown lies there.
    this.#url = upgradedUrl(source.url, source.pageUrl) ?? source.url;
  }

  /** The version of which all ranges are; null before the first. */
  get version(): FileVersion | null {
    return this.#version;
  }

  /** Whether the site was asked in the person's name. */
  get isWithCookies(): boolean {
    return this.#rung?.credentials === "include";
  }

  /**
   * Fetches one range; of one that reaches beyond the end of the file, what there is.
   *
   * @param take where the bytes go; made anew for each try
   * @throws {@link RangesRefused}; {@link FileChanged}; `JobFailure` as `download`, and `permission-refused`
   */
  async fetch(range: ByteRange, take: () => ByteTaker, signal: AbortSignal): Promise<void> {
    const source = this.#source;
    // Where the worker cannot read the page's own site, the page reads all of the film.
    await checkAllowed(source.url, source, { mayFetch: this.#effects.mayFetch });
    const attempt = (rung: Rung) => {
      const ask = { url: this.#url, rung, headers: rangeHeaders(range, this.#version) };
      return download(ask, source, this.#effects, signal, async (answer) => {
        const byteCount = await this.#judge(answer, range);
        return new CountedTaker(take(), byteCount);
      }).then(
        () => null,
        (failure: unknown) => {
          if (failure instanceof JobFailure) return failure;
          throw failure;
        },
      );
    };
    if (this.#rung !== null) {
      // What one version was asked with holds for all of its ranges.
      const failure = await attempt(this.#rung);
      if (failure !== null) throw failure;
      return;
    }
    const climb = await climbRungs(this.#url, source, FIRST_RUNG, attempt);
    if (climb.rung === null) throw climb.first;
    this.#rung = climb.rung;
  }

  /** @returns how many bytes have to come */
  async #judge({ response }: SiteAnswer, range: ByteRange): Promise<number> {
    const { status: httpStatus, headers } = response;
    const verdict = judgeRange({ httpStatus, headers }, range, this.#version);
    if (verdict.is === "range") {
      this.#version = verdict.version;
      return verdict.byteCount;
    }
    // Without it, all of the file would go on coming in.
    await response.body?.cancel();
    if (verdict.is === "changed") throw new FileChanged();
    // A page in place of the film may ask for the person's cookies.
    if (headers.get("content-type")?.startsWith("text/html") === true) {
      throw captureFailure("not-media", { detected: "html" });
    }
    throw new RangesRefused();
  }
}

/** Takes exactly as many bytes as were announced. */
class CountedTaker implements ByteTaker {
  readonly #taker: ByteTaker;
  #left: number;

  constructor(taker: ByteTaker, byteCount: number) {
    this.#taker = taker;
    this.#left = byteCount;
  }

  async write(part: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#left -= part.byteLength;
    if (this.#left < 0) throw new RangesRefused();
    await this.#taker.write(part);
  }

  async end(): Promise<void> {
    if (this.#left > 0) throw new RangesRefused();
    await this.#taker.end();
  }
}

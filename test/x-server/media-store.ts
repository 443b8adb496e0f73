import type { DecimalIds } from "./decimal-ids";
import { mediaCategories, type MediaCategoryName } from "./media-category";
import { type ProcessingPlan, type ProcessingStep, stepAt } from "./processing-clock";
import type { SensitiveKind } from "./request-fields";
import { SegmentedBytes } from "./segmented-bytes";
import type { SniffedMedia } from "./sniff-media";

/** Where an upload stands. `processing` covers its success and its failure: the plan's step tells. */
export type MediaPhase =
  | { name: "uploading" }
  | { name: "ready"; sniffed: SniffedMedia | undefined }
  | { name: "processing"; startedAtMs: number; plan: ProcessingPlan };

/** One uploaded file as the local X keeps it. Times ending in `AtMs` are of the performance clock. */
export interface MediaRecord {
  id: string;
  key: string;
  category: MediaCategoryName;
  mediaType: string;
  /** As promised at initialize. */
  totalBytes: number;
  ownerId: string;
  additionalOwners: readonly string[];
  expiresAtMs: number;
  content: SegmentedBytes;
  phase: MediaPhase;
  altText?: string;
  /** What viewers are warned of. */
  warnings?: Partial<Record<SensitiveKind, boolean>>;
  /** The ids of uploaded subtitles, by their language. */
  subtitles: Readonly<Record<string, { id: string; displayName: string | undefined }>>;
  /** The last `check_after_secs` sent, and when. */
  lastAdvice?: { sentAtMs: number; checkAfterSecs: number };
}

/** What a new upload is made from. */
export interface NewMedia {
  category: MediaCategoryName;
  mediaType: string;
  totalBytes: number;
  ownerId: string;
  additionalOwners: readonly string[];
  lifetimeSecs: number;
  keepBytes: boolean;
}

/** Every upload of the local X, by id. */
export class MediaStore {
  readonly #records = new Map<string, MediaRecord>();
  readonly #ids: DecimalIds;

  constructor(ids: DecimalIds) {
    this.#ids = ids;
  }

  create({ lifetimeSecs, keepBytes, ...media }: NewMedia): MediaRecord {
    const id = this.#ids.next();
    const record: MediaRecord = {
      ...media,
      id,
      key: `${mediaCategories[media.category].keyPrefix}${id}`,
      expiresAtMs: performance.now() + lifetimeSecs * 1000,
      content: new SegmentedBytes({ keepBytes }),
      phase: { name: "uploading" },
      subtitles: {},
    };
    this.#records.set(id, record);
    return record;
  }

  get(id: string): MediaRecord | undefined {
    return this.#records.get(id);
  }

  /** The upload, if it has not expired and belongs to this user. */
  owned(id: string, userId: string): MediaRecord | undefined {
    const record = this.#records.get(id);
    return record?.ownerId === userId && !isExpired(record) ? record : undefined;
  }

  all(): MediaRecord[] {
    return [...this.#records.values()];
  }

  clear(): void {
    this.#records.clear();
  }
}

/** Whether the media id has outlived `expires_after_secs`. */
export function isExpired(record: MediaRecord): boolean {
  return performance.now() >= record.expiresAtMs;
}

/** The processing step reached by now; undefined for media that X does not process. */
export function currentStep({ phase }: MediaRecord): ProcessingStep | undefined {
  if (phase.name !== "processing") return undefined;
  return stepAt(phase.plan, performance.now() - phase.startedAtMs);
}

/** Whether a post may carry the media now, as far as its progress is concerned. */
export function isUsable(record: MediaRecord): boolean {
  if (isExpired(record)) return false;
  if (record.phase.name === "ready") return true;
  const step = currentStep(record);
  return step?.state === "succeeded" && step.error === undefined;
}

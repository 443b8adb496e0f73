import type { JobError } from "../errors/job-error";
import type { PostOptions } from "./post-options";
import type { Wait } from "./wait";

/** Everything that can happen to a post. Times are epoch milliseconds. */
export type PostEvent =
  | { readonly type: "text-edited"; readonly text: string }
  | { readonly type: "account-chosen"; readonly accountId: string }
  /** The template has more to say than at the click; what the person typed meanwhile wins. */
  | { readonly type: "prefilled"; readonly from: string; readonly text: string }
  | { readonly type: "options-changed"; readonly options: PostOptions }
  | { readonly type: "attachment-added"; readonly attachmentId: string }
  /** To another place among the media, counted from 0; beyond the ends means the end. */
  | { readonly type: "attachment-moved"; readonly attachmentId: string; readonly toIndex: number }
  | {
      readonly type: "attachment-set-aside";
      readonly attachmentId: string;
      readonly untilMs: number;
    }
  | { readonly type: "removal-undone"; readonly attachmentId: string }
  | { readonly type: "removal-over"; readonly attachmentId: string }
  | { readonly type: "attachment-removed"; readonly attachmentId: string }
  | { readonly type: "publish-requested"; readonly holdUntilMs: number | "media" | null }
  | { readonly type: "schedule-requested"; readonly atMs: number }
  | { readonly type: "schedule-due" }
  /** Its moment has passed by too long for it to go out unasked: before it was begun, or while it waited. */
  | { readonly type: "schedule-missed" }
  /** The pictures of a held post are there: from now on the person can see what goes out. */
  | { readonly type: "hold-began"; readonly untilMs: number }
  | { readonly type: "hold-over" }
  | { readonly type: "waiting"; readonly wait: Wait }
  | { readonly type: "wait-over" }
  /** `userId`: X's id of whoever is signed in; null where that is not known. */
  | {
      readonly type: "call-started";
      readonly mediaIds: readonly string[];
      readonly userId: string | null;
    }
  | { readonly type: "created"; readonly xPostId: string | null; readonly url: string | null }
  | { readonly type: "answer-lost"; readonly error: JobError }
  /** `xNowMs`: X's own clock at the look; null when it did not tell. `userId`: whose timeline it was. */
  | {
      readonly type: "not-seen";
      readonly nextLookAtMs: number;
      readonly xNowMs: number | null;
      readonly userId: string;
    }
  | { readonly type: "look-failed"; readonly nextLookAtMs: number }
  /** `similarUrl`: a post at X that may be this one; null when there is none. */
  | { readonly type: "lookup-inconclusive"; readonly similarUrl: string | null }
  | { readonly type: "surely-absent" }
  | { readonly type: "failed"; readonly error: JobError }
  | { readonly type: "retried" }
  | { readonly type: "returned-to-draft" }
  /** It answers another post of ours from now on; null: none. */
  | { readonly type: "chained"; readonly afterId: string | null }
  /** The post before it in its thread is a draft again, or gone: so is this one, which has waited for it. */
  | { readonly type: "recalled" }
  /** The person has told where a post is that they had only said to be out. */
  | { readonly type: "located"; readonly xPostId: string; readonly url: string }
  | { readonly type: "cancelled" }
  /** `untilMs`: epoch milliseconds until which it can be undone. */
  | { readonly type: "deleted"; readonly untilMs: number; readonly wasOpen: boolean }
  | { readonly type: "deletion-undone" };

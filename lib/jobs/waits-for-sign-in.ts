import type { Attachment } from "./attachment";
import type { Post } from "./post";

/** Whether a post or an attachment rests until its account is signed in again. */
export function waitsForSignIn(job: Attachment | Post): boolean {
  return "wait" in job && job.wait?.reason === "sign-in";
}

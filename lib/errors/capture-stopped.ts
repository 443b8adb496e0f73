/** Thrown where bytes are stored when the attachment no longer wants its bytes. */
export class CaptureStopped extends Error {
  override readonly name = "CaptureStopped";
}

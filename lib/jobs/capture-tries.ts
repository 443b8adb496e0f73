import type { CapturingAttachment } from "./attachment";

/** Counts a try that is about to begin. */
export function withTry(attachment: CapturingAttachment): CapturingAttachment {
  const { begun = 0, reachedBytes = 0 } = attachment.tries ?? {};
  return { ...attachment, tries: { begun: begun + 1, reachedBytes } };
}

/** After so many bytes are stored. The try that is under way stays counted: it may bring its worker down yet. */
export function withProgress(
  attachment: CapturingAttachment,
  doneBytes: number,
): CapturingAttachment {
  const { tries } = attachment;
  if (tries === undefined || doneBytes <= tries.reachedBytes) return attachment;
  return { ...attachment, tries: { begun: Math.min(tries.begun, 1), reachedBytes: doneBytes } };
}

/** After an outcome, of whatever kind: nothing was brought down. */
export function withoutTries({
  tries: _over,
  ...attachment
}: CapturingAttachment): CapturingAttachment {
  return attachment;
}

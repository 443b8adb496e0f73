/** Permission prompts that are open, by attachment; in memory, as the prompt dies with the worker. */
const openPrompts = new Map<string, Promise<boolean>>();

/** Has the capture of an attachment wait for the answer to a permission prompt. */
export function awaitPrompt(attachmentId: string, granted: Promise<boolean>): void {
  openPrompts.set(
    attachmentId,
    granted.finally(() => openPrompts.delete(attachmentId)),
  );
}

/** Resolves with the answer to an attachment's prompt; at once, with undefined, when none is open. */
export async function promptAnswer(attachmentId: string): Promise<boolean | undefined> {
  return openPrompts.get(attachmentId);
}

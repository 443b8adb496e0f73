/** Whether words can be written into what an event came from. */
export function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/**
 * Gives the memory of arrays back at once; they are empty after. What is only dropped stays until the
 * collector comes.
 *
 * @param arrays each with a buffer of its own, needed no more
 */
export function giveBack(arrays: readonly Uint8Array<ArrayBuffer>[]): void {
  // Every browser that is named has it; Node 20, in which the unit tests run, does not.
  if (!("transfer" in ArrayBuffer.prototype)) return;
  for (const { buffer } of arrays) buffer.transfer(0);
}

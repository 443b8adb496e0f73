/**
 * Gives the memory of arrays back at once; they are empty after. What is only dropped stays until the
 * collector comes, and so does what `ArrayBuffer.transfer(0)` empties: Chromium holds the bytes of an array that it
 * has made (`Blob.arrayBuffer()`) or read (`new Blob()`) once more, out of the collector's sight, so that it comes
 * later still. What is sent away is held by nobody, and goes where nobody listens.
 *
 * @param arrays needed no more, as is all else that lies in their buffers; two may share one
 */
export function giveBack(arrays: readonly Uint8Array<ArrayBuffer>[]): void {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(null, [...new Set(arrays.map(({ buffer }) => buffer))]);
  port1.close();
}

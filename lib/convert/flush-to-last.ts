/**
 * Flushes a decoder, and whichever takes its place when it gives up over that, until one has given all that it had.
 *
 * @param current the decoder that is in use; null: none, as it was closed or nothing can be decoded now
 * @param giveUp called where the one in use fails: it takes that out of use
 */
export async function flushToLast(
  current: () => Pick<AudioDecoder | VideoDecoder, "flush"> | null,
  giveUp: (failure: unknown) => void,
): Promise<void> {
  for (let flushed = current(); flushed !== null; flushed = current()) {
    try {
      await flushed.flush();
    } catch (failure) {
      // Where its own `error` has told of it, another one goes on already.
      if (flushed === current()) giveUp(failure);
      continue;
    }
    if (flushed === current()) return;
  }
}

/**
 * Makes ids of 19 digits that grow with time, as X's do: too large for a JavaScript number, so a
 * client that parses them loses digits and is found out.
 */
export class DecimalIds {
  // Above the largest safe integer, and odd digits at the end, so that rounding changes the id.
  #last = 1_900_544_781_383_569_409n + BigInt(Date.now());

  /** The next id; never the same twice. */
  next(): string {
    this.#last += 4_099n;
    return this.#last.toString();
  }
}

/** Characters of a declaration, which comes first; all of them are ASCII. */
const DECLARATION_BYTES = 400;

/**
 * Decodes a text as a browser decodes XML: by its byte order mark, by the two bytes to a character that an
 * opening bracket has in UTF-16, by the encoding that its declaration names, else as UTF-8. A character that is
 * cut off at the end is left out.
 *
 * @returns null for bytes that are not in that encoding, or in one that browsers do not know
 * Source: XML 1.0, appendix F; https://encoding.spec.whatwg.org.
 */
export function decodeMarkup(bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
    return decoder.decode(bytes, { stream: true });
  } catch (failure) {
    // The two ways in which a TextDecoder says so.
    if (!(failure instanceof TypeError || failure instanceof RangeError)) throw failure;
    return null;
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second === 0x3c && third === 0 && fourth !== 0) return "utf-16be";
  const head = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1];
  // One that says so in bytes of one each cannot be in UTF-16.
  return declared === undefined || /^utf-?16/i.test(declared) ? "utf-8" : declared;
}

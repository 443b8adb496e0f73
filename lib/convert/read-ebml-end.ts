const SEGMENT_ID = 0x18538067;

/**
 * Reads where a WEBM or Matroska file says that it ends, in bytes from its start; null for a recording
 * that does not say. Source: RFC 8794, section 6, and RFC 9559, section 5.1.
 */
export function readEbmlEnd(head: Uint8Array): number | null {
  // The header's own id is four bytes long.
  const header = readSize(head, 4);
  if (header === null || header.value === null) return null;
  const segment = header.end + header.value;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (segment + 4 > head.length || view.getUint32(segment) !== SEGMENT_ID) return null;
  const size = readSize(head, segment + 4);
  return size === null || size.value === null ? null : size.end + size.value;
}

/** A size of one to eight bytes, whose first byte's leading zeros tell how many; all ones: unknown. */
function readSize(
  bytes: Uint8Array,
  offset: number,
): { readonly value: number | null; readonly end: number } | null {
  const first = bytes[offset];
  if (first === undefined || first === 0) return null;
  const length = Math.clz32(first) - 23;
  const end = offset + length;
  if (end > bytes.length) return null;
  let value = first - 2 ** (8 - length);
  let isUnknown = value === 2 ** (8 - length) - 1;
  for (const byte of bytes.subarray(offset + 1, end)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value: isUnknown ? null : value, end };
}

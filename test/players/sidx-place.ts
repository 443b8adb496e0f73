/** Where the index of a fragmented film lies; what a player needs before it ends at `headBytes`. */
export interface SidxPlace {
  readonly headBytes: number;
  readonly startByte: number;
  readonly endByte: number;
}

/** Finds the index (`sidx`) among the boxes of a file. @throws `Error` where there is none */
export function parseSidxPlace(bytes: Uint8Array): SidxPlace {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let headBytes = 0;
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === "moov") headBytes = at + size;
    if (type === "sidx") return { headBytes, startByte: at, endByte: at + size };
    if (size < 8) break;
    at += size;
  }
  throw new Error("This film has no index.");
}

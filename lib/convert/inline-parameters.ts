import type { EncodedPacket } from "mediabunny";
import { readAvcConfig } from "../media/film/h264-config";

/** What of a track's decoder config is read. */
interface CodingConfig {
  readonly description?: AllowSharedBufferSource | undefined;
}

/**
 * The parameter sets of H.264 that a track's config holds, each behind its length, as they may stand before a key
 * frame; null where there is no such config: then they stand there already (MPEG-TS).
 *
 * Format: ISO/IEC 14496-15, 5.3.3.1
 */
export function readParameterSets(config: CodingConfig | null): Uint8Array<ArrayBuffer> | null {
  const bytes = descriptionOf(config);
  const lengthBytes = bytes && readAvcConfig(bytes)?.lengthBytes;
  if (bytes === null || lengthBytes === null || lengthBytes === undefined) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sets: number[] = [];
  let at = 5;
  for (const countMask of [0x1f, 0xff]) {
    if (at >= bytes.length) return null;
    const count = view.getUint8(at) & countMask;
    at += 1;
    for (let index = 0; index < count; index += 1) {
      if (at + 2 > bytes.length) return null;
      const size = view.getUint16(at);
      const end = at + 2 + size;
      if (end > bytes.length || size >= 256 ** lengthBytes) return null;
      for (let place = lengthBytes - 1; place >= 0; place -= 1) {
        sets.push(Math.floor(size / 256 ** place) % 256);
      }
      sets.push(...bytes.subarray(at + 2, end));
      at = end;
    }
  }
  return Uint8Array.from(sets);
}

/** Puts parameter sets before a key frame; any other packet stays as it is. */
export function withParameterSets(
  packet: EncodedPacket,
  sets: Uint8Array<ArrayBuffer>,
): EncodedPacket {
  if (packet.type !== "key") return packet;
  const data = new Uint8Array(sets.length + packet.data.length);
  data.set(sets);
  data.set(packet.data, sets.length);
  return packet.clone({ data });
}

/** Whether two tracks are decoded with the same config. */
export function isSameConfig(a: CodingConfig | null, b: CodingConfig | null): boolean {
  const [own, other] = [descriptionOf(a), descriptionOf(b)];
  if (own === null || other === null) return own === other;
  return own.length === other.length && own.every((byte, at) => byte === other[at]);
}

function descriptionOf(config: CodingConfig | null): Uint8Array | null {
  const description = config?.description;
  if (description === undefined) return null;
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
}

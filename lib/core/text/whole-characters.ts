/**
 * How many of the bytes hold whole characters of UTF-8: less than all only where a character has begun at their end and
 * not come to its own. Bytes that are no UTF-8 count as whole.
 */
export function countWholeCharacterBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < lengthOfCharacter(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthOfCharacter(firstByte: number): number {
  if (firstByte >= 0xf8) return 1;
  return firstByte >= 0xf0 ? 4 : firstByte >= 0xe0 ? 3 : 2;
}

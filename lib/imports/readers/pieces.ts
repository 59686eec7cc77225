/** A value longer than this is not read; it becomes a problem. */
export const maxPieceBytes = 64 * 1024 * 1024;

/** The bytes of one record, still unparsed, or why there are none. */
export type Piece =
  | { readonly line: number; readonly bytes: Uint8Array }
  | { readonly line: number; readonly expected: string; readonly found: string };

/** Gathers the bytes of one piece over chunk borders, and lets go of them when they become too many. */
export class PieceBuffer {
  #parts: Uint8Array[] = [];
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  add(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#sizeBytes += part.length;
    if (this.#sizeBytes > maxPieceBytes) this.#parts = [];
    else this.#parts.push(part);
  }

  take(line: number): Piece {
    const [first, ...others] = this.#parts;
    const sizeBytes = this.#sizeBytes;
    this.#parts = [];
    this.#sizeBytes = 0;
    if (sizeBytes > maxPieceBytes) {
      return { line, expected: `a record of at most ${maxPieceBytes} bytes`, found: `${sizeBytes} bytes` };
    }
    if (!first) return { line, bytes: new Uint8Array() };
    return { line, bytes: others.length === 0 ? first : Buffer.concat([first, ...others]) };
  }
}

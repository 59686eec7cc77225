import { type Piece, PieceBuffer } from "./pieces.ts";

/** `array`: the items of one array; `map`: the `"key": value` entries of one object; `sequence`: values one after another. */
export type JsonContainer = "array" | "map" | "sequence";

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const newline = 0x0a;

/**
 * Cuts JSON text into its top-level values without parsing them, in memory for one value at a time. It only follows
 * strings and brackets, so a value that is no JSON still comes out as a piece, for the parser to say why.
 */
export async function* splitJson(chunks: AsyncIterable<Uint8Array>, container: JsonContainer): AsyncGenerator<Piece[]> {
  const cutter = new JsonCutter(container);
  for await (const chunk of chunks) yield cutter.cut(chunk);
  yield cutter.end();
}

class JsonCutter {
  readonly #isWrapped: boolean;
  readonly #pending = new PieceBuffer();
  #pieces: Piece[] = [];
  #line = 1;
  #pieceLine = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isAfterComma = false;
  #state: "before" | "inside" | "after" = "before";

  constructor(container: JsonContainer) {
    this.#isWrapped = container !== "sequence";
    if (!this.#isWrapped) this.#state = "inside";
  }

  cut(chunk: Uint8Array): Piece[] {
    this.#pieces = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === newline) this.#line++;
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === backslash) this.#isEscaped = true;
        else if (byte === quote) this.#isInString = false;
        continue;
      }
      if (byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09) continue;
      const isBorder = this.#isWrapped && this.#isBorder(byte);
      if (!isBorder && this.#pieceLine === 0) this.#pieceLine = this.#line;
      if (byte === quote) this.#isInString = true;
      const depthBefore = this.#depth;
      this.#depth = Math.max(0, depthBefore + bracketStep(byte));
      const isClosedValue = !this.#isWrapped && depthBefore > 0 && this.#depth === 0;
      if (isBorder || isClosedValue) {
        this.#pending.add(chunk.subarray(start, isBorder ? at : at + 1));
        start = at + 1;
        this.#close(byte, isBorder);
      }
    }
    this.#pending.add(chunk.subarray(start));
    return this.#pieces;
  }

  end(): Piece[] {
    this.#pieces = [];
    const isCut = this.#isWrapped && this.#state !== "after";
    if (this.#pieceLine !== 0) this.#emit();
    if (isCut)
      this.#pieces.push({ line: this.#line, expected: "the end of the array or object", found: "the end of the file" });
    return this.#pieces;
  }

  /** The outer brackets, and the commas between them, separate pieces and belong to none. */
  #isBorder(byte: number | undefined): boolean {
    if (this.#state === "before") return byte === 0x5b || byte === 0x7b;
    if (this.#state === "after") return false;
    return this.#depth === 1 && (byte === comma || byte === 0x5d || byte === 0x7d);
  }

  #close(byte: number | undefined, isBorder: boolean): void {
    const isStart = this.#state === "before";
    const isEnd = isBorder && !isStart && byte !== comma;
    if (isStart) this.#state = "inside";
    if (isEnd) this.#state = "after";
    const isMissing = this.#pieceLine === 0 && (byte === comma || (isEnd && this.#isAfterComma)) && isBorder;
    this.#isAfterComma = isBorder && byte === comma;
    if (this.#pieceLine !== 0 || isMissing) this.#emit();
    else this.#pending.take(this.#line);
  }

  #emit(): void {
    this.#pieces.push(this.#pending.take(this.#pieceLine === 0 ? this.#line : this.#pieceLine));
    this.#pieceLine = 0;
  }
}

function bracketStep(byte: number | undefined): number {
  if (byte === 0x5b || byte === 0x7b) return 1;
  return byte === 0x5d || byte === 0x7d ? -1 : 0;
}

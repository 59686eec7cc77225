/** Of a phase's output this many times the limit is read; a phase that prints more is stopped. */
export const patience = 16;

/**
 * Takes the output of the phases as one stream and cuts it where each phase's token stands. Of a phase that prints more
 * than the limit, the first three quarters and the last are kept, with a line between them that says what is missing.
 */
export class OutputSplitter {
  outputBytes = 0;
  isTruncated = false;
  /** Kept back: it may be the beginning of the token. */
  #held = Buffer.alloc(0);
  #token = Buffer.alloc(0);
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #leftOut = 0;
  #emitted = 0;
  #sawToken: (() => void) | undefined;
  readonly #limitBytes: number;
  readonly #emit: (chunk: Uint8Array) => void;

  constructor(limitBytes: number, emit: (chunk: Uint8Array) => void) {
    this.#limitBytes = limitBytes;
    this.#emit = emit;
  }

  /** Expects the output of a phase; the promise resolves when its token has come. */
  begin(token: string): Promise<void> {
    this.#token = Buffer.from(token, "latin1");
    this.outputBytes = 0;
    this.isTruncated = false;
    this.#emitted = 0;
    return new Promise((resolve) => {
      this.#sawToken = resolve;
    });
  }

  get isRunaway(): boolean {
    return this.outputBytes > this.#limitBytes * patience;
  }

  push(chunk: Buffer): void {
    if (this.#token.length === 0) return;
    const text = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    const end = text.indexOf(this.#token);
    if (end >= 0) {
      this.#held = Buffer.alloc(0);
      this.#keep(text.subarray(0, end));
      this.#token = Buffer.alloc(0);
      this.#sawToken?.();
      return;
    }
    const held = overlap(text, this.#token);
    this.#keep(text.subarray(0, text.length - held));
    this.#held = Buffer.from(text.subarray(text.length - held));
  }

  /** Lets out what is still held, at the end of a phase. */
  finish(): void {
    this.#keep(this.#held);
    this.#held = Buffer.alloc(0);
    this.#token = Buffer.alloc(0);
    if (this.#leftOut > 0) {
      this.#emit(Buffer.from(`\n[Assay: ${this.#leftOut} bytes of output are left out here]\n`));
    }
    for (const chunk of this.#tail) this.#emit(chunk);
    this.#tail = [];
    this.#tailBytes = 0;
    this.#leftOut = 0;
  }

  #keep(chunk: Buffer): void {
    this.outputBytes += chunk.length;
    const headBytes = Math.ceil(this.#limitBytes * 0.75);
    const head = chunk.subarray(0, Math.max(0, headBytes - this.#emitted));
    if (head.length > 0) this.#emit(head);
    this.#emitted += head.length;
    if (head.length < chunk.length)
      this.#keepTail(Buffer.from(chunk.subarray(head.length)), this.#limitBytes - headBytes);
  }

  #keepTail(chunk: Buffer, most: number): void {
    this.#tail.push(chunk);
    this.#tailBytes += chunk.length;
    while (this.#tailBytes > most) {
      const [first] = this.#tail;
      if (!first) return;
      const dropped = Math.min(first.length, this.#tailBytes - most);
      if (dropped === first.length) this.#tail.shift();
      else this.#tail[0] = first.subarray(dropped);
      this.#tailBytes -= dropped;
      this.#leftOut += dropped;
      this.isTruncated = true;
    }
  }
}

/** How many bytes at the end of the text are the beginning of the token. */
function overlap(text: Buffer, token: Buffer): number {
  for (let length = Math.min(token.length - 1, text.length); length > 0; length -= 1) {
    if (text.subarray(text.length - length).equals(token.subarray(0, length))) return length;
  }
  return 0;
}

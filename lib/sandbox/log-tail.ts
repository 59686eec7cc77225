const keptBytes = 2 ** 20;

/** Passes a log on as it comes and remembers its end. */
export class LogTail {
  #chunks: Buffer[] = [];
  #bytes = 0;
  readonly #onOutput: ((chunk: Uint8Array) => void) | undefined;

  constructor(onOutput: ((chunk: Uint8Array) => void) | undefined) {
    this.#onOutput = onOutput;
  }

  write(content: string | Uint8Array): void {
    const chunk = Buffer.from(content);
    this.#onOutput?.(chunk);
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes - (this.#chunks[0]?.length ?? 0) > keptBytes) this.#bytes -= this.#chunks.shift()?.length ?? 0;
  }

  text(): string {
    return Buffer.concat(this.#chunks).subarray(-keptBytes).toString("utf8");
  }
}

import type { Database } from "#lib/db/client";
import { runLogPieces } from "#lib/db/schema";
import { log } from "#lib/log";

const pieceMilliseconds = 1_000;

/** Keeps what a run prints, and writes down every second what is new, so that others can follow. */
export class LogRecorder {
  readonly #db: Database;
  readonly #runId: number;
  readonly #chunks: Buffer[] = [];
  readonly #ranges = new Map<string, { logFrom: number; logTo: number }>();
  readonly #timer: NodeJS.Timeout;
  #sizeBytes = 0;
  #writtenChunks = 0;
  #writtenBytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(db: Database, runId: number) {
    this.#db = db;
    this.#runId = runId;
    this.#timer = setInterval(() => {
      this.#writing = this.#writing.then(() => this.#writePiece());
    }, pieceMilliseconds);
  }

  add(phase: string, chunk: Uint8Array): void {
    this.#chunks.push(Buffer.from(chunk));
    const range = this.#ranges.get(phase) ?? { logFrom: this.#sizeBytes, logTo: this.#sizeBytes };
    this.#sizeBytes += chunk.length;
    this.#ranges.set(phase, { ...range, logTo: this.#sizeBytes });
  }

  /** The bytes of the log that a phase printed. */
  rangeOf(phase: string): { readonly logFrom: number; readonly logTo: number } {
    return this.#ranges.get(phase) ?? { logFrom: this.#sizeBytes, logTo: this.#sizeBytes };
  }

  whole(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Nothing is written once this has come back. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  /** A piece that could not be written stays for the next time: following a log is not worth a run. */
  async #writePiece(): Promise<void> {
    const content = Buffer.concat(this.#chunks.slice(this.#writtenChunks));
    if (content.length === 0) return;
    const chunks = this.#chunks.length;
    try {
      await this.#db.insert(runLogPieces).values({ runId: this.#runId, position: this.#writtenBytes, content });
      this.#writtenChunks = chunks;
      this.#writtenBytes += content.length;
    } catch (error) {
      log().warn({ err: error, run: this.#runId }, "A piece of a log could not be shown");
    }
  }
}

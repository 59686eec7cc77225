import type { AnsiStyle } from "./ansi-style.ts";
import type { AnsiSpan } from "./read-ansi.ts";

/** The styled ranges of a long text that grows at its end, found again by their place. */
export class SpanList {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #styles: AnsiStyle[] = [];

  /** Adds the ranges of a piece that begins at `offset`, behind all that were added before. */
  add(spans: readonly AnsiSpan[], offset: number): void {
    for (const { start, end, style } of spans) {
      this.#starts.push(start + offset);
      this.#ends.push(end + offset);
      this.#styles.push(style);
    }
  }

  clear(): void {
    this.#starts.length = 0;
    this.#ends.length = 0;
    this.#styles.length = 0;
  }

  /** What of the ranges lies between two places, the first `most` of them. */
  between(from: number, to: number, most: number): AnsiSpan[] {
    const found: AnsiSpan[] = [];
    for (let at = this.#firstEndingAfter(from); at < this.#starts.length && found.length < most; at++) {
      const [start = 0, end = 0, style] = [this.#starts[at], this.#ends[at], this.#styles[at]];
      if (start >= to || !style) break;
      found.push({ start: Math.max(from, start), end: Math.min(to, end), style });
    }
    return found;
  }

  #firstEndingAfter(place: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

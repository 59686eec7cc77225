import type { PatchHunk } from "../patch/model.ts";
import { applyHunks } from "./apply-hunks.ts";
import { isSameLine } from "./same-line.ts";
import { countLines, findLine, replaceLines, type Segment, segmentSize } from "./segments.ts";
import { splitLines } from "./split-lines.ts";

/** Lines that stand one below the other, from `start` on (0 is the first of the file). */
export interface KnownRun {
  readonly start: number;
  readonly lines: readonly string[];
}

/** What is put in at a place that is not known. */
export interface PlacelessEdit {
  readonly before: string;
  readonly after: string;
}

/**
 * A file of which only parts may be known: what it was at the start, as far as that was shown, and what was changed
 * since. Line numbers count from 0.
 */
export class KnownFile {
  /** The file at the start: its known lines; null where there was none. */
  readonly base: Map<number, string> | null;
  /** Lines at the start; null while the end was not seen. */
  baseLength: number | null = null;
  /** Null while the file can't be known. */
  segments: readonly Segment[] | null;
  placeless: readonly PlacelessEdit[] = [];
  /** No newline stands behind the last line. */
  lacksNewline = false;
  isDeleted = false;
  readonly #history: (readonly Segment[] | null)[] = [];

  private constructor(base: Map<number, string> | null, segments: readonly Segment[] | null) {
    this.base = base;
    this.segments = segments;
  }

  /** A file that was there at the start and of which nothing is known yet. */
  static existing(): KnownFile {
    return KnownFile.reverted(new Map(), null);
  }

  /** A file as it was at the start. */
  static reverted(base: Map<number, string>, baseLength: number | null): KnownFile {
    const file = new KnownFile(base, [{ kind: "kept", from: 0, count: Number.POSITIVE_INFINITY }]);
    if (baseLength !== null) file.endAt(baseLength);
    return file;
  }

  /** A file that was not there at the start. */
  static created(text: string | null): KnownFile {
    const file = new KnownFile(null, null);
    file.write(text);
    return file;
  }

  /** A file as a diff of the tree shows it. */
  static patched(hunks: readonly PatchHunk[], wasThere: boolean): KnownFile {
    const file = wasThere ? KnownFile.existing() : KnownFile.created("");
    file.applyHunks(hunks);
    file.lacksNewline = hunks.at(-1)?.lines.findLast(({ kind }) => kind !== "removed")?.noNewlineAtEnd === true;
    return file;
  }

  get isUnchanged(): boolean {
    const [first, ...more] = this.segments ?? [];
    const isWhole =
      first?.kind === "kept" &&
      more.length === 0 &&
      segmentSize(first) === (this.baseLength ?? Number.POSITIVE_INFINITY);
    return this.base !== null && isWhole && this.placeless.length === 0;
  }

  /** The whole text is known now, or can't be known (null). */
  write(text: string | null): void {
    this.#remember();
    this.placeless = [];
    this.isDeleted = false;
    this.lacksNewline = text !== null && text !== "" && !text.endsWith("\n");
    this.segments = text === null ? null : [{ kind: "added", lines: splitLines(text) }];
  }

  replace(start: number, count: number, lines: readonly string[]): void {
    if (!this.segments) return;
    this.#remember();
    this.segments = replaceLines(this.segments, start, count, lines);
  }

  /** Adds lines behind the last one; where that lies is only known of a file that is known to its end. */
  append(text: string): void {
    const length = this.length;
    if (text === "") return;
    if (length === null) this.write(null);
    else this.replace(length, 0, splitLines(text));
  }

  /** Changes the lines that the hunks of a diff name, whatever was known of them. */
  applyHunks(hunks: readonly PatchHunk[]): void {
    if (!this.segments) return;
    for (const { oldStart, oldLines, lines } of hunks) {
      const old = lines.filter(({ kind }) => kind !== "added").map(({ text }) => text);
      this.learn({ start: oldLines === 0 ? oldStart : oldStart - 1, lines: old });
    }
    this.#remember();
    this.segments = applyHunks(this.segments, hunks);
  }

  addPlaceless(edit: PlacelessEdit): void {
    const last = this.placeless.findIndex(({ after }) => edit.before !== "" && after.includes(edit.before));
    const known = this.placeless[last];
    if (!known) this.placeless = [...this.placeless, edit];
    else
      this.placeless = this.placeless.with(last, {
        ...known,
        after: known.after.replace(edit.before, () => edit.after),
      });
  }

  undo(): void {
    const earlier = this.#history.pop();
    if (earlier !== undefined) this.segments = earlier;
  }

  /** Lines that are shown to stand in the file now. False where they can't, by what is known. */
  learn({ start, lines }: KnownRun): boolean {
    if (!this.segments) return true;
    let fits = true;
    for (const [index, line] of lines.entries()) {
      const source = findLine(this.segments, start + index);
      const known = typeof source === "number" ? this.base?.get(source) : source;
      if (known !== undefined) fits &&= isSameLine(known, line);
      else if (typeof source === "number") this.base?.set(source, line);
      else fits = false;
    }
    return fits;
  }

  /** The lines that are known now, in runs without gaps. */
  runs(): readonly KnownRun[] {
    const runs: { start: number; lines: string[] }[] = [];
    for (const [line, text] of this.#knownLines()) {
      const last = runs.at(-1);
      if (last && last.start + last.lines.length === line) last.lines.push(text);
      else runs.push({ start: line, lines: [text] });
    }
    return runs;
  }

  /** Lines of the file now; null where its end was not seen. */
  get length(): number | null {
    const total = this.segments ? countLines(this.segments) : Number.POSITIVE_INFINITY;
    return Number.isFinite(total) ? total : null;
  }

  /** The whole text now; null where a part of it is not known. */
  get text(): string | null {
    const { length } = this;
    const [run, ...more] = this.runs();
    if (length === 0) return "";
    const isWhole = run?.start === 0 && run.lines.length === length && more.length === 0;
    return isWhole ? `${run.lines.join("\n")}${this.lacksNewline ? "" : "\n"}` : null;
  }

  /** The file is seen to end after `length` lines. */
  endAt(length: number): void {
    const last = this.segments?.at(-1);
    if (!this.segments || last?.kind !== "kept" || Number.isFinite(last.count)) return;
    const count = length - countLines(this.segments.slice(0, -1));
    if (count < 0) return;
    this.baseLength = last.from + count;
    this.segments = count === 0 ? this.segments.slice(0, -1) : this.segments.with(-1, { ...last, count });
  }

  remove(): void {
    this.write("");
    this.isDeleted = true;
  }

  *#knownLines(): Iterable<readonly [line: number, text: string]> {
    const known = [...(this.base ?? [])].toSorted(([a], [b]) => a - b);
    let next = 0;
    let at = 0;
    for (const segment of this.segments ?? []) {
      if (segment.kind === "added") for (const [index, text] of segment.lines.entries()) yield [at + index, text];
      else {
        while ((known[next]?.[0] ?? Number.POSITIVE_INFINITY) < segment.from) next++;
        for (let one = known[next]; one && one[0] < segment.from + segment.count; one = known[++next]) {
          yield [at + one[0] - segment.from, one[1]];
        }
      }
      at += segmentSize(segment);
    }
  }

  #remember(): void {
    this.#history.push(this.segments);
  }
}

/** A line of a CSV file, or why it cannot be read. Lines are counted in the file: a field may hold several. */
export type CsvRow =
  | { readonly kind: "row"; readonly line: number; readonly values: readonly string[] }
  | { readonly kind: "problem"; readonly line: number; readonly expected: string; readonly found: string };

/** The records of a file under the names of its columns. */
export type CsvRecord =
  | { readonly kind: "record"; readonly line: number; readonly value: ReadonlyMap<string, string> }
  | { readonly kind: "problem"; readonly line: number; readonly expected: string; readonly found: string };

export interface CsvTable {
  readonly columns: readonly string[];
  /** Can be read once. */
  readonly records: AsyncIterable<CsvRecord>;
}

/** A row longer than this is not read; it becomes a problem. */
export const maxRowCharacters = 16 * 1024 * 1024;

/**
 * Reads a CSV file with a line of column names (RFC 4180: fields in quotes hold commas, line breaks and doubled quotes).
 * Lines end in LF, CRLF or CR; a byte order mark and empty lines are passed over. What is wrong becomes a problem among
 * the records. Gives a problem instead of a table where the names of the columns cannot be used.
 */
export async function readCsvRecords(
  chunks: AsyncIterable<Uint8Array>,
): Promise<CsvTable | Extract<CsvRow, { kind: "problem" }>> {
  const rows = readCsvRows(chunks);
  const first = await rows.next();
  if (first.done) return { kind: "problem", line: 1, expected: "a line of column names", found: "an empty file" };
  if (first.value.kind === "problem") return first.value;
  const columns = first.value.values.map((name) => name.trim());
  const twice = columns.find((name, place) => columns.indexOf(name) < place);
  if (twice !== undefined) {
    const { line } = first.value;
    return { kind: "problem", line, expected: "column names that differ", found: `${twice || "an empty name"} twice` };
  }
  return { columns, records: nameValues(columns, rows) };
}

async function* nameValues(columns: readonly string[], rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRecord> {
  for await (const row of rows) {
    if (row.kind === "problem") yield row;
    else if (row.values.length !== columns.length) {
      yield {
        kind: "problem",
        line: row.line,
        expected: `${columns.length} fields, as in the line of column names`,
        found: `${row.values.length}`,
      };
    } else {
      yield {
        kind: "record",
        line: row.line,
        value: new Map(columns.map((name, place) => [name, row.values[place] ?? ""])),
      };
    }
  }
}

/** The rows of a CSV text as they come. Reading ends at bytes that are no UTF-8. */
export async function* readCsvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const splitter = new CsvSplitter();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of chunks) yield* splitter.split(decoder.decode(chunk, { stream: true }));
    yield* splitter.split(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    yield {
      kind: "problem",
      line: splitter.line,
      expected: "text in UTF-8",
      found: "bytes that are none, from here on",
    };
    return;
  }
  yield* splitter.end();
}

type State = "start" | "plain" | "quoted" | "closed" | "broken";

/** Cuts text into rows, a character at a time over chunk borders. */
class CsvSplitter {
  line = 1;
  #rowLine = 1;
  #state: State = "start";
  #field = "";
  #values: string[] = [];
  #characters = 0;
  #isAfterReturn = false;
  #problem: { expected: string; found: string } | null = null;

  *split(text: string): Generator<CsvRow> {
    for (let at = 0; at < text.length; at++) {
      const mark = text[at] ?? "";
      const isLineFeed = mark === "\n";
      if (isLineFeed && this.#isAfterReturn) {
        this.#isAfterReturn = false;
        if (this.#state === "quoted") this.#take(mark);
        continue;
      }
      const isBreak = isLineFeed || mark === "\r";
      this.#isAfterReturn = mark === "\r";
      if (isBreak && this.#state !== "quoted") {
        yield* this.#endRow();
        this.line++;
        this.#rowLine = this.line;
        continue;
      }
      if (isBreak) this.line++;
      this.#take(mark);
    }
  }

  *end(): Generator<CsvRow> {
    if (this.#state === "quoted")
      this.#problem ??= { expected: 'a closing " for the one in this line', found: "the end of the file" };
    yield* this.#endRow();
  }

  #take(mark: string): void {
    this.#characters++;
    if (this.#isTooLong)
      this.#problem ??= {
        expected: `a row of at most ${maxRowCharacters} characters`,
        found: 'more; a closing " may be missing',
      };
    if (this.#state === "quoted") {
      if (mark === '"') this.#state = "closed";
      else this.#add(mark);
      return;
    }
    if (mark === ",") {
      this.#endField();
      return;
    }
    if (mark === '"' && this.#state === "start") {
      this.#state = "quoted";
      return;
    }
    if (this.#state === "closed") {
      if (mark === '"') {
        this.#state = "quoted";
        this.#add(mark);
        return;
      }
      this.#problem ??= { expected: 'a comma or the end of the line after a closing "', found: mark };
      this.#state = "broken";
      return;
    }
    if (this.#state === "broken") return;
    this.#state = "plain";
    this.#add(mark);
  }

  get #isTooLong(): boolean {
    return this.#characters > maxRowCharacters;
  }

  #add(mark: string): void {
    if (!this.#isTooLong) this.#field += mark;
  }

  #endField(): void {
    if (!this.#isTooLong) this.#values.push(this.#field);
    this.#field = "";
    this.#state = "start";
  }

  *#endRow(): Generator<CsvRow> {
    const isEmpty = this.#values.length === 0 && this.#state === "start";
    const [line, problem] = [this.#rowLine, this.#problem];
    this.#endField();
    const values = this.#values;
    this.#values = [];
    this.#characters = 0;
    this.#problem = null;
    if (problem) yield { kind: "problem", line, ...problem };
    else if (!isEmpty) yield { kind: "row", line, values };
  }
}

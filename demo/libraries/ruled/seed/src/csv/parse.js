import { CsvError } from "./errors.js";

/** All rows of a CSV text, as arrays of strings. */
export function parse(text, options = {}) {
  const rows = [];
  const parser = createParser({ ...options, onRow: (row) => rows.push(row) });
  parser.write(text);
  parser.end();
  return rows;
}

/**
 * A parser for text that comes in chunks: `write` each of them, then `end`. Calls `onRow(row, line)` for every row,
 * with the line it starts on. `end` throws a CsvError if a quote is left open.
 */
export function createParser({ delimiter = ",", onRow }) {
  let row = [];
  let field = "";
  let isQuoted = false;
  let line = 1;
  let rowLine = 1;

  function endField() {
    row.push(field);
    field = "";
  }

  function endRow() {
    endField();
    onRow(row, rowLine);
    row = [];
    rowLine = line;
  }

  return {
    write(chunk) {
      for (let index = 0; index < chunk.length; index++) {
        const char = chunk[index];
        if (char === "\n") line++;
        if (isQuoted) {
          if (char !== '"') {
            field += char;
          } else if (chunk[index + 1] === '"') {
            field += '"';
            index++;
          } else {
            isQuoted = false;
          }
        } else if (char === '"' && field === "") {
          isQuoted = true;
        } else if (char === delimiter) {
          endField();
        } else if (char === "\n") {
          endRow();
        } else {
          field += char;
        }
      }
    },

    end() {
      if (isQuoted) throw new CsvError("a quote is not closed", rowLine);
      if (field !== "") endRow();
    },
  };
}

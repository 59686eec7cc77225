import { createParser } from "./parse.js";

/** One object per row, with the names from the first row as keys. Missing fields are empty, surplus ones are dropped. */
export function parseRecords(text, options = {}) {
  const records = [];
  let names;
  const parser = createParser({
    ...options,
    onRow(row) {
      if (names) records.push(toRecord(names, row));
      else names = row;
    },
  });
  parser.write(text);
  parser.end();
  return records;
}

function toRecord(names, row) {
  const record = {};
  names.forEach((name, index) => {
    record[name] = row[index] ?? "";
  });
  return record;
}

export { CsvError } from "./csv/errors.js";
export { createParser, parse } from "./csv/parse.js";
export { parseRecords } from "./csv/records.js";
export { stringify } from "./csv/stringify.js";
export { renderTable } from "./table/render.js";
export { displayWidth } from "./table/width.js";
export { truncate, wrap } from "./table/wrap.js";

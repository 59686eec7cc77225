import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const source = new URL("../data/wide-ranges.txt", import.meta.url);
const target = new URL("../src/generated/wide-ranges.js", import.meta.url);

const ranges = readFileSync(source, "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => line.split("..").map((hex) => Number.parseInt(hex, 16)));

let previous = -1;
for (const [first, last] of ranges) {
  if (!(first > previous && last >= first)) {
    console.error(`data/wide-ranges.txt: bad range after ${previous.toString(16)}`);
    process.exit(1);
  }
  previous = last;
}

mkdirSync(new URL(".", target), { recursive: true });
writeFileSync(target, `export const wideRanges = ${JSON.stringify(ranges)};\n`);
console.log(`${ranges.length} ranges`);

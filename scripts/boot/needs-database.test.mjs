import { describe, expect, it } from "vitest";
import { needsDatabase } from "./needs-database.mjs";

describe("needsDatabase", () => {
  it.each([
    ["import tasks.jsonl", true],
    ["export --dataset d --format harbor --version v1 --out d.tar.gz", true],
    ["environment use python --repo owner/name --version 2.3", true],
    ["export --help", false],
    ["export -h", false],
    ["help export", false],
    ["grade log.txt", false],
    ["", false],
  ])("assay %s: %s", (line, expected) => {
    expect(needsDatabase(line.split(" ").filter(Boolean))).toBe(expected);
  });
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listImportFiles } from "./list-import-files.ts";

let top = "";
let folder = "";

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), "assay-list-"));
  folder = join(top, "data");
  await mkdir(join(folder, "b/deep"), { recursive: true });
  await mkdir(join(folder, ".cache"));
  const names = ["b/deep/x.jsonl.gz", "b/y.parquet", "a.JSON", "z.ndjson", "z.txt", ".hidden.json", ".cache/c.json"];
  await Promise.all(names.map((name) => writeFile(join(folder, name), "{}")));
  await writeFile(join(top, "outside.json"), "{}");
  await symlink(join(top, "outside.json"), join(folder, "leaves.json"));
  await symlink(top, join(folder, "up"));
  await symlink(join(folder, "b"), join(folder, "again"));
  await symlink(join(folder, "z.txt"), join(folder, "linked.jsonl"));
  await symlink(join(folder, "missing"), join(folder, "broken.json"));
});
afterAll(() => rm(top, { recursive: true }));

test("lists the files of records of a folder, once each and sorted", async () => {
  const files = await listImportFiles(folder);
  expect(files.map(({ name }) => name)).toEqual([
    "a.JSON",
    "b/deep/x.jsonl.gz",
    "b/y.parquet",
    "linked.jsonl",
    "z.ndjson",
  ]);
  expect(files.every(({ sizeBytes, path }) => sizeBytes === 2 && path.startsWith(folder))).toBe(true);
});

test("a file is listed whatever its name", async () => {
  const path = join(folder, "z.txt");
  expect(await listImportFiles(path)).toEqual([{ path, name: "z.txt", sizeBytes: 2 }]);
});

test("a path that is not there throws", async () => {
  await expect(listImportFiles(join(folder, "none"))).rejects.toThrow("ENOENT");
});

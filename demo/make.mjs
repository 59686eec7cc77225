import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildRepositories } from "./build.mjs";
import { listLibraries } from "./corpus.mjs";
import { runTests } from "./run-tests.mjs";

const CONCURRENCY = 2;
const LANGUAGES = { python: "Python", javascript: "JavaScript" };
const tasksPath = fileURLToPath(new URL("tasks.jsonl", import.meta.url));

async function make({ isCheck }) {
  const folder = mkdtempSync(join(tmpdir(), "assay-demo-"));
  try {
    const repositories = new Map(buildRepositories(folder).map((repository) => [repository.name, repository]));
    const jobs = listLibraries().flatMap((library) => library.fixes.map((fix) => ({ library, fix })));
    const rows = await mapConcurrently(jobs, async ({ library, fix }) => {
      const repository = repositories.get(library.name);
      const { base } = repository.fixes[fix.slug];
      const row = toRow(library, fix, base, compare(await runTests(library, fix, repository.folder, base)));
      console.log(summary(row));
      return row;
    });
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    if (isCheck) return reportDifferences(text);
    writeFileSync(tasksPath, text);
    console.log(`${rows.length} tasks`);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A test that does not always end the same way on one side is flaky and in neither list. */
function compare({ empty, gold }) {
  const lists = { failToPass: [], passToPass: [], flaky: [] };
  const ids = new Set([...empty, ...gold].flatMap((statuses) => [...statuses.keys()]));
  for (const id of [...ids].sort()) {
    const [before, after] = [empty, gold].map((runs) => outcomes(runs, id));
    if (before.size > 1 || after.size > 1) lists.flaky.push(id);
    else if (!after.has("PASSED")) continue;
    else if (before.has("PASSED")) lists.passToPass.push(id);
    else if (!before.has("SKIPPED")) lists.failToPass.push(id);
  }
  return lists;
}

function outcomes(runs, id) {
  return new Set(runs.map((statuses) => statuses.get(id) ?? "MISSING"));
}

function toRow(library, fix, base, { failToPass, passToPass, flaky }) {
  const id = `${library.repo.replace("/", "__")}-${fix.pull}`;
  if (failToPass.length === 0 && !fix.note) {
    throw new Error(`${id}: no test goes from fail to pass, and no note says why`);
  }
  return {
    repo: library.repo,
    instance_id: id,
    base_commit: base,
    patch: readFileSync(fix.goldPatch, "utf8"),
    test_patch: readFileSync(fix.testPatch, "utf8"),
    problem_statement: fix.issueText,
    hints_text: fix.hintsText,
    created_at: fix.createdAt,
    version: fix.version,
    FAIL_TO_PASS: failToPass,
    PASS_TO_PASS: passToPass,
    environment_setup_commit: base,
    difficulty: fix.difficulty,
    language: LANGUAGES[library.language],
    license_name: "CC0-1.0",
    install_config: { setup: library.setup, test_cmd: library.test.command, log_parser: library.test.logFormat },
    ...(fix.note && { note: fix.note }),
    ...(flaky.length > 0 && { flaky }),
  };
}

function summary({ instance_id, FAIL_TO_PASS, PASS_TO_PASS, flaky = [] }) {
  return [
    instance_id.padEnd(28),
    `F2P ${String(FAIL_TO_PASS.length).padStart(2)}  P2P ${String(PASS_TO_PASS.length).padStart(2)}`,
    ...(flaky.length > 0 ? [`flaky: ${flaky.join(", ")}`] : []),
  ].join("  ");
}

async function mapConcurrently(items, transform) {
  const results = new Array(items.length);
  const queue = items.entries();
  async function work() {
    for (const [index, item] of queue) results[index] = await transform(item);
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}

function reportDifferences(text) {
  const [made, kept] = [text, existsSync(tasksPath) ? readFileSync(tasksPath, "utf8") : ""].map(rowsById);
  const differences = [...new Set([...kept.keys(), ...made.keys()])].flatMap((id) => {
    if (!made.has(id)) return [`${id}: is in tasks.jsonl, but not in the corpus`];
    if (!kept.has(id)) return [`${id}: is missing from tasks.jsonl`];
    const [is, was] = [made.get(id), kept.get(id)];
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    const changed = fields.filter((field) => JSON.stringify(is[field]) !== JSON.stringify(was[field]));
    return changed.length > 0 ? [`${id}: ${changed.join(", ")} differ`] : [];
  });
  if (differences.length === 0 && text !== readFileSync(tasksPath, "utf8")) {
    differences.push("the order of rows or fields differs");
  }
  if (differences.length === 0) {
    console.log("tasks.jsonl is up to date");
    return true;
  }
  for (const difference of differences) console.error(difference);
  console.error("tasks.jsonl is out of date: run node demo/make.mjs");
  return false;
}

function rowsById(text) {
  const rows = text.split("\n").filter(Boolean);
  return new Map(rows.map((line) => JSON.parse(line)).map((row) => [row.instance_id, row]));
}

process.exitCode = (await make({ isCheck: process.argv.includes("--check") })) ? 0 : 1;

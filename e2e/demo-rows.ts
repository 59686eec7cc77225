import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A row of the demo corpus, as its file has it. */
export interface DemoRow {
  readonly instance_id: string;
  readonly repo: string;
  readonly base_commit: string;
  readonly patch: string;
  readonly test_patch: string;
  readonly problem_statement: string;
  readonly hints_text: string;
  readonly created_at: string;
  readonly version: string;
  readonly difficulty: string;
  readonly language: string;
  readonly FAIL_TO_PASS: readonly string[];
  readonly PASS_TO_PASS: readonly string[];
}

export const demoRows: readonly DemoRow[] = readFileSync(join(process.cwd(), "demo", "tasks.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));

export function demoRow(instanceId: string): DemoRow {
  const row = demoRows.find((each) => each.instance_id === instanceId);
  if (!row) throw new Error(`The demo corpus has no ${instanceId}`);
  return row;
}

/** The lines a patch adds and removes. */
export function countChangedLines(patch: string): number {
  return patch.split("\n").filter((line) => /^[+-](?!\+\+|--)/.test(line)).length;
}

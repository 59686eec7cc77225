import { z } from "zod";
import { type EvalType, evalTypes } from "#lib/core/grading/policies";
import { isJsonObject, type JsonObject } from "#lib/core/json";
import { isFailOnlyRepo } from "#lib/core/test-log/repo-parsers";
import { AppError, fail } from "#lib/errors";
import { decodeColumn, listCodecs } from "#lib/imports/adapters/codecs";
import { pickAdapter } from "#lib/imports/adapters/pick-adapter";
import { openRecords } from "#lib/imports/readers/open-records";

/** What grading needs of a task. */
export interface GradedTask {
  readonly instanceId: string;
  readonly repo: string | null;
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  readonly evalType: EvalType;
  /** The parser that the row names, where it does; a name that is not known here leaves the choice to the content. */
  readonly logParser: string | null;
}

/**
 * Reads one row of a file as a task: the one of an id, or the only one. Rows of a published schema are read by its
 * adapter; of others the id and both lists are enough.
 */
export async function readGradedTask(path: string, instanceId: string | null): Promise<GradedTask> {
  const source = await openRecords(path).catch((error: NodeJS.ErrnoException) => {
    throw new AppError("not_found", `${path} cannot be read (${error.code ?? error.message})`);
  });
  let found: JsonObject | null = null;
  for await (const item of source.records) {
    if (item.kind === "problem") fail("invalid", `${path}: ${item.message}`);
    if (instanceId !== null && idOf(item.value) !== instanceId) continue;
    if (instanceId === null && found) fail("invalid", `${path} has several rows; --instance says which`);
    found = item.value;
    if (instanceId !== null) break;
  }
  if (!found) fail("not_found", instanceId === null ? `${path} has no rows` : `${path} has no row ${instanceId}`);
  return toGradedTask(path, found);
}

function idOf(record: JsonObject): string | null {
  return textOf(record.instance_id) ?? adaptedTask(record)?.instanceId ?? null;
}

function toGradedTask(path: string, record: JsonObject): GradedTask {
  const adapted = adaptedTask(record);
  const repo = adapted?.repo ?? textOf(record.repo);
  const evalType = z.enum(evalTypes).safeParse(record.eval_type).data;
  const failToPass = adapted?.failToPass ?? readList(path, record, "FAIL_TO_PASS");
  const passToPass = adapted?.passToPass ?? readList(path, record, "PASS_TO_PASS");
  if (failToPass.length + passToPass.length === 0) fail("invalid", `${path}: the task has no tests to grade by`);
  return {
    instanceId: idOf(record) ?? fail("invalid", `${path}: instance_id is missing`),
    repo,
    failToPass,
    passToPass,
    evalType: evalType ?? (repo !== null && isFailOnlyRepo(repo) ? "fail_only" : "pass_and_fail"),
    logParser: textOf(record.log_parser) ?? textOf(installConfigOf(record)?.log_parser),
  };
}

function adaptedTask(record: JsonObject) {
  const picked = pickAdapter(new Set(Object.keys(record)), record);
  const adapted = picked.ok ? picked.adapter.adapt(record) : null;
  return adapted?.ok ? adapted.task : null;
}

function readList(path: string, record: JsonObject, column: string): readonly string[] {
  const raw = record[column] ?? record[column.toLowerCase()];
  const list = raw === undefined ? undefined : decodeColumn(raw, listCodecs)?.value;
  if (list === null || typeof list === "string" || list === undefined) {
    const found = raw === undefined ? "nothing" : JSON.stringify(raw).slice(0, 60);
    return fail("invalid", `${path}: ${column}: expected a list of test names, or its JSON text, found ${found}`);
  }
  return list;
}

function installConfigOf({ install_config: config }: JsonObject): JsonObject | null {
  return isJsonObject(config) ? config : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

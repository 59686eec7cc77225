import { z } from "zod";
import type { JsonObject, JsonValue } from "#lib/core/json";
import { type ChosenTask, type TestOptions, taskSteps } from "#lib/exports/formats/choose-tasks";
import type { ExportRequest } from "#lib/exports/model";
import { type Codec, codecs, isCodecName } from "#lib/imports/adapters/codecs";
import { findAdapter } from "#lib/imports/adapters/pick-adapter";

/** Which columns a row has. */
export const columnOptions = { columns: z.enum(["source", "swebench"]).default("source") };

interface RowOptions extends TestOptions {
  readonly columns: "source" | "swebench";
}

/** Derived lists may have no column of the source to stand in. */
export function rowSteps(request: ExportRequest<RowOptions>): readonly string[] {
  const { columns, tests } = request.options;
  return taskSteps(request, ...(columns === "source" && tests === "validated" ? ["columns"] : []));
}

const listFields = ["failToPass", "passToPass"] as const;

/**
 * The row of a task: its record with the columns of its file, the test lists written as they were there, or the columns of
 * SWE-bench. Null where lists that a validation derived have no column to stand in.
 */
export function taskRecord(task: ChosenTask, columns: "source" | "swebench"): JsonObject | null {
  if (columns === "swebench") return sweBenchRecord(task);
  if (task.areListsImported) return task.record;
  const changes: [string, JsonValue][] = [];
  for (const field of listFields) {
    const place = findPlace(task, field);
    if (!place) return null;
    changes.push([place.column, place.codec.encode(task.lists[field]) ?? null]);
  }
  return { ...task.record, ...Object.fromEntries(changes) };
}

/** The column of a list, and how it is written there: as it was, or as the first codec that reads a spelling of no codec's own. */
function findPlace(
  { layout, adapter, record }: ChosenTask,
  field: (typeof listFields)[number],
): { readonly column: string; readonly codec: Codec } | undefined {
  for (const [column, written] of layout) {
    const [of, name = ""] = written.split(".", 2);
    // A null cannot hold a list.
    if (of === field && isCodecName(name)) return { column, codec: codecs[name === "null-list" ? "list" : name] };
  }
  for (const { column, field: of, codecs: names } of findAdapter(adapter)?.mapping ?? []) {
    const raw = record[column];
    if (of !== field || raw === undefined) continue;
    const name = names.find((each) => codecs[each].decode(raw) !== undefined);
    if (name) return { column, codec: codecs[name] };
  }
  return undefined;
}

/** The columns that only some sets have, in the order of the published ones. */
const furtherColumns = ["eval_script", "log_parser", "eval_type", "image", "image_assets", "language"] as const;

function sweBenchRecord({ task, lists }: ChosenTask): JsonObject {
  const { extra } = task;
  return {
    repo: task.repo,
    instance_id: task.instanceId,
    base_commit: task.baseCommit,
    patch: task.patch,
    test_patch: task.testPatch,
    problem_statement: task.problemStatement,
    hints_text: task.hints,
    created_at: task.createdAt === null ? null : (codecs["date-utc"].encode(task.createdAt) ?? task.createdAt),
    version: task.version,
    FAIL_TO_PASS: codecs["json-list"].encode(lists.failToPass) ?? "[]",
    PASS_TO_PASS: codecs["json-list"].encode(lists.passToPass) ?? "[]",
    environment_setup_commit: extra.environment_setup_commit ?? null,
    ...(task.difficulty === null ? {} : { difficulty: task.difficulty }),
    ...Object.fromEntries(
      furtherColumns.flatMap((column) => {
        const value = extra[column];
        return value === undefined ? [] : [[column, typeof value === "string" ? value : JSON.stringify(value)]];
      }),
    ),
  };
}

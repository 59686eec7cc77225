import { z } from "zod";
import { parseJson } from "../json.ts";
import { excerpt, type Parsed } from "../parsed.ts";
import type { HarnessVersion } from "./instance-report.ts";
import type { FailureClass, Verdict } from "./model.ts";

const ids = z.array(z.string());
const count = z.number().int().nonnegative();

const shapeOf4 = z.object({
  total_instances: count,
  submitted_instances: count,
  completed_instances: count,
  resolved_instances: count,
  unresolved_instances: count,
  empty_patch_instances: count,
  error_instances: count,
  completed_ids: ids,
  incomplete_ids: ids,
  empty_patch_ids: ids,
  submitted_ids: ids,
  resolved_ids: ids,
  unresolved_ids: ids,
  error_ids: ids,
  unstopped_instances: count.optional(),
  unstopped_containers: ids.optional(),
  unremoved_images: ids.optional(),
  schema_version: z.literal(2),
});

const shapeOf5 = shapeOf4.extend({
  infra_failure_instances: count,
  ambiguous_failure_instances: count,
  infra_failure_ids: ids,
  ambiguous_failure_ids: ids,
  failure_reasons: z.record(z.string(), z.string()),
});

/** The summary `<model>.<run_id>.json` of a run, with the harness's own keys. */
export type RunReport = z.output<typeof shapeOf4> | z.output<typeof shapeOf5>;

export interface RunReportEntry {
  readonly instanceId: string;
  /** Undefined where nobody sent a prediction; null and the empty text are empty patches. */
  readonly patch: string | null | undefined;
  /** Null where the run ended without a verdict. */
  readonly verdict: Verdict | null;
}

type Kind = "incomplete" | "empty_patch" | "error" | "resolved" | "unresolved";

/** Classes that leave the harness without a `report.json`. */
const errorClasses: ReadonlySet<FailureClass> = new Set(["patch_did_not_apply", "timeout", "infrastructure"]);

/**
 * The summary of a run (`make_run_report`), of one entry for each instance of the dataset. Ids are sorted, as there. A
 * run that was not graded because its patch did not apply, its time ran out or its machinery failed is an error; any
 * other that was not graded is unresolved.
 */
export function formatRunReport(entries: readonly RunReportEntry[], version: HarnessVersion): RunReport {
  const kinds = new Map(entries.map((entry) => [entry.instanceId, kindOf(entry)]));
  const idsOf = (...wanted: Kind[]) =>
    [...kinds].flatMap(([id, kind]) => (wanted.includes(kind) ? [id] : [])).sort(compareCodePoints);
  const submitted = idsOf("empty_patch", "error", "resolved", "unresolved");
  const completed = idsOf("resolved", "unresolved");
  const report = {
    total_instances: kinds.size,
    submitted_instances: submitted.length,
    completed_instances: completed.length,
    resolved_instances: idsOf("resolved").length,
    unresolved_instances: idsOf("unresolved").length,
    empty_patch_instances: idsOf("empty_patch").length,
    error_instances: idsOf("error").length,
    completed_ids: completed,
    incomplete_ids: idsOf("incomplete"),
    empty_patch_ids: idsOf("empty_patch"),
    submitted_ids: submitted,
    resolved_ids: idsOf("resolved"),
    unresolved_ids: idsOf("unresolved"),
    error_ids: idsOf("error"),
    schema_version: 2 as const,
  };
  if (version === 4) return report;
  const failed = new Set(idsOf("unresolved", "error"));
  return { ...report, ...faultKeys(entries.filter(({ instanceId }) => failed.has(instanceId))) };
}

function kindOf({ patch, verdict }: RunReportEntry): Kind {
  if (patch === undefined) return "incomplete";
  if (patch === null || patch === "") return "empty_patch";
  if (!verdict) return "error";
  if (verdict.resolution === "FULL") return "resolved";
  const isError = verdict.resolution === "NOT_GRADED" && verdict.failureClass && errorClasses.has(verdict.failureClass);
  return isError ? "error" : "unresolved";
}

function faultKeys(entries: readonly RunReportEntry[]) {
  const signs = entries
    .flatMap(({ instanceId, verdict }) => (verdict?.faultSign ? [{ instanceId, sign: verdict.faultSign }] : []))
    .sort((a, b) => compareCodePoints(a.instanceId, b.instanceId));
  const idsOf = (tier: string) => signs.filter(({ sign }) => sign.tier === tier).map(({ instanceId }) => instanceId);
  return {
    infra_failure_instances: idsOf("environment").length,
    ambiguous_failure_instances: idsOf("ambiguous").length,
    infra_failure_ids: idsOf("environment"),
    ambiguous_failure_ids: idsOf("ambiguous"),
    failure_reasons: Object.fromEntries(signs.map(({ instanceId, sign }) => [instanceId, sign.reason])),
  };
}

/** The order in which Python sorts strings. */
function compareCodePoints(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface ReadRunReport {
  readonly version: HarnessVersion;
  readonly report: RunReport;
}

/**
 * Reads a run's summary. Versions 4 and 5 both say `schema_version` 2, so the keys tell them apart. The value is null
 * and a problem names the field where the text is none.
 */
export function parseRunReport(text: string): Parsed<ReadRunReport | null> {
  const value = parseJson(text);
  const isOf5 = typeof value === "object" && value !== null && "infra_failure_instances" in value;
  const parsed = isOf5 ? shapeOf5.safeParse(value) : shapeOf4.safeParse(value);
  if (parsed.success) return { value: { version: isOf5 ? 5 : 4, report: parsed.data }, problems: [] };
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  const expected = field ? `${field} of a run's report` : "a run's report, as a JSON object";
  return {
    value: null,
    problems: [{ line: 1, expected, found: excerpt(field ? (issue?.message ?? "") : text.trim()) }],
  };
}

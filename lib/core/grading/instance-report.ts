import { z } from "zod";
import { isJsonObject, parseJson } from "../json.ts";
import { excerpt, type Parsed } from "../parsed.ts";
import type { Verdict } from "./model.ts";

const split = z.object({ success: z.array(z.string()), failure: z.array(z.string()) });

const reportShape = z.object({
  patch_is_None: z.boolean(),
  patch_exists: z.boolean(),
  patch_successfully_applied: z.boolean(),
  resolved: z.boolean(),
  infra_failure: z.boolean().optional(),
  infra_failure_reason: z.string().optional(),
  tests_status: z
    .object({
      FAIL_TO_PASS: split,
      PASS_TO_PASS: split,
      FAIL_TO_FAIL: split.optional(),
      PASS_TO_FAIL: split.optional(),
    })
    .optional(),
});

/** The `report.json` of one instance, with the harness's own keys; those that start with `infra` are of version 5. */
export type InstanceReport = z.output<typeof reportShape>;

/** Versions of the harness whose reports differ; both call their summary schema 2. */
export type HarnessVersion = 4 | 5;

export interface InstanceReportInput {
  readonly instanceId: string;
  /** Null where the model gave none. */
  readonly patch: string | null;
  readonly verdict: Verdict | null;
}

/**
 * A verdict as the harness reports an instance (`get_eval_report`), under its id. A run that is not graded counts as
 * one whose patch was not applied, as there, and says in version 5 whether the environment is suspect.
 */
export function formatInstanceReport(
  { instanceId, patch, verdict }: InstanceReportInput,
  version: HarnessVersion,
): Record<string, InstanceReport> {
  const isGraded = patch !== null && verdict !== null && verdict.resolution !== "NOT_GRADED";
  const report = {
    patch_is_None: patch === null,
    patch_exists: patch !== null,
    patch_successfully_applied: isGraded,
    resolved: isGraded && verdict.resolution === "FULL",
    ...(version === 5 ? infraKeys(patch !== null && !isGraded ? verdict : null) : {}),
    ...(isGraded ? { tests_status: testsStatus(verdict) } : {}),
  };
  return { [instanceId]: report };
}

function infraKeys(verdict: Verdict | null): Pick<InstanceReport, "infra_failure" | "infra_failure_reason"> {
  const sign = verdict?.faultSign;
  return sign
    ? { infra_failure: sign.tier === "environment", infra_failure_reason: sign.reason }
    : { infra_failure: false };
}

function testsStatus({ failToPass, passToPass }: Verdict): InstanceReport["tests_status"] {
  return {
    FAIL_TO_PASS: { success: [...failToPass.success], failure: [...failToPass.failure] },
    PASS_TO_PASS: { success: [...passToPass.success], failure: [...passToPass.failure] },
    FAIL_TO_FAIL: { success: [], failure: [] },
    PASS_TO_FAIL: { success: [], failure: [] },
  };
}

export interface ReadInstanceReport {
  /** Null where the file has no level of instance ids (SWE-smith). */
  readonly instanceId: string | null;
  readonly version: HarnessVersion;
  readonly report: InstanceReport;
}

/**
 * Reads a `report.json`: reports by instance id, or, as SWE-smith writes it, one report alone. Version 5 is known by
 * `infra_failure`. What is no report is a problem that names its instance and field.
 */
export function parseInstanceReports(text: string): Parsed<readonly ReadInstanceReport[]> {
  const value = parseJson(text);
  if (!isJsonObject(value))
    return { value: [], problems: [{ line: 1, expected: "a JSON object", found: excerpt(text.trim()) }] };
  const entries: [string | null, unknown][] = "patch_exists" in value ? [[null, value]] : Object.entries(value);
  const reports: ReadInstanceReport[] = [];
  const problems: Parsed<unknown>["problems"][number][] = [];
  for (const [instanceId, raw] of entries) {
    const parsed = reportShape.safeParse(raw);
    if (parsed.success) {
      const version = parsed.data.infra_failure === undefined ? 4 : 5;
      reports.push({ instanceId, version, report: parsed.data });
      continue;
    }
    const [issue] = parsed.error.issues;
    const field = [instanceId, ...(issue?.path ?? [])].filter((part) => part !== null).join(".");
    problems.push({ line: 1, expected: `${field} of a report`, found: excerpt(issue?.message ?? "") });
  }
  return { value: reports, problems };
}

import { z } from "zod";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json";
import { textOf } from "./adapter.ts";
import { textCodecs } from "./codecs.ts";
import { defineAdapter } from "./define-adapter.ts";

/**
 * Multi-SWE-bench: a pull request with its three test runs. Tests that the fix made pass, whether they failed, were
 * skipped or were missing before, are FAIL_TO_PASS here; the source's separate lists stay in `extra`.
 */
export const multiSweBench = defineAdapter({
  id: "multi-swe-bench",
  label: "Multi-SWE-bench",
  needs: [["org"], ["repo"], ["number"], ["fix_patch"]],
  score: () => 6,
  mapping: [
    { column: "instance_id", field: "instanceId", codecs: ["text"], note: "org/repo:pr-number where absent" },
    { column: "fix_patch", field: "patch", codecs: ["text"] },
    { column: "test_patch", field: "testPatch", codecs: textCodecs },
    { column: "hints", field: "hints", codecs: textCodecs },
    { column: "language", field: "language", codecs: ["language"], note: "guessed from the gold patch where absent" },
    { column: "org", field: "repo", codecs: [], note: "org/repo" },
    { column: "repo", field: "repo", codecs: [], note: "org/repo" },
    { column: "number", field: "instanceId", codecs: [], note: "org/repo:pr-number" },
    { column: "base", field: "baseCommit", codecs: [], note: "its sha" },
    { column: "resolved_issues", field: "problemStatement", codecs: [], note: "title and body of each" },
    { column: "fixed_tests", field: "failToPass", codecs: [], note: "else f2p, s2p and n2p tests together" },
    { column: "p2p_tests", field: "passToPass", codecs: [], note: "its names" },
  ],
  derive(record) {
    const { org, repo, number, base, fixed_tests, f2p_tests, s2p_tests, n2p_tests, p2p_tests } = record;
    const isNamed = textOf(org) !== undefined && textOf(repo) !== undefined;
    const fixed = testNames(fixed_tests);
    return {
      ...(isNamed ? { repo: `${org}/${repo}` } : {}),
      ...(isNamed && typeof number === "number" ? { instanceId: `${org}/${repo}:pr-${number}` } : {}),
      baseCommit: baseShape.safeParse(base).data?.sha ?? "",
      problemStatement: describeIssues(record),
      failToPass: fixed.length > 0 ? fixed : [...new Set([f2p_tests, s2p_tests, n2p_tests].flatMap(testNames))],
      passToPass: testNames(p2p_tests),
    };
  },
});

const baseShape = z.object({ sha: z.string() });
const issueShape = z.object({ title: z.string().nullish(), body: z.string().nullish() });

/** The linked issues, or the pull request's own words where none is linked. */
function describeIssues(record: JsonObject): string {
  const issues = rowsOf(record.resolved_issues)
    .map(describeIssue)
    .filter((issue) => issue !== "");
  return issues.length > 0 ? issues.join("\n\n") : describeIssue(record);
}

function describeIssue(issue: JsonValue): string {
  const { title, body } = issueShape.safeParse(issue).data ?? {};
  return [title, body].filter((part) => textOf(part ?? null) !== undefined).join("\n");
}

/** Test names of `{name: {run, test, fix}}`; a table of columns, `{name: […], …}`, is how Parquet copies write it. */
function testNames(tests: JsonValue | undefined): readonly string[] {
  if (!isJsonObject(tests)) return [];
  const names = z.array(z.string()).safeParse(tests.name).data;
  return names ?? Object.keys(tests).filter((name) => tests[name] !== null);
}

function rowsOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  const columns = Object.entries(value);
  const length = Math.max(0, ...columns.map(([, items]) => (Array.isArray(items) ? items.length : 0)));
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(columns.map(([name, items]) => [name, Array.isArray(items) ? (items[row] ?? null) : null])),
  );
}

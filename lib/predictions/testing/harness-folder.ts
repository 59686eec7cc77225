import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { samplePatch } from "#lib/db/testing/sample-records";

/** What a harness leaves of one instance. A part that is not given is not written. */
export interface HarnessInstance {
  readonly instanceId: string;
  readonly patch?: string;
  readonly testOutput?: string;
  readonly runLog?: string;
  readonly report?: unknown;
}

/** Writes a run's folder as the harness does, `<run>/<model>/<instance>/…` below `root`; gives the run's path. */
export async function writeHarnessFolder(
  root: string,
  { run, model }: { readonly run: string; readonly model: string },
  instances: readonly HarnessInstance[],
): Promise<string> {
  for (const { instanceId, patch, testOutput, runLog, report } of instances) {
    const folder = join(root, run, model, instanceId);
    await mkdir(folder, { recursive: true });
    const files = {
      "patch.diff": patch,
      "test_output.txt": testOutput,
      "run_instance.log": runLog,
      "report.json": report === undefined ? undefined : JSON.stringify(report, null, 4),
    };
    for (const [name, text] of Object.entries(files)) if (text !== undefined) await writeFile(join(folder, name), text);
  }
  return join(root, run);
}

/** The log of a harness around the lines that pytest printed, like `PASSED tests/test_module.py::test_1`. */
export function harnessLog(lines: readonly string[], { exitCode = 0 } = {}): string {
  return [
    "+ git apply -v -",
    "+ : '>>>>> Start Test Output'",
    "+ pytest -rA tests",
    "=========================== short test summary info ============================",
    ...lines,
    "+ : '>>>>> End Test Output'",
    `>>>>> Test Exit Code: ${exitCode}`,
    "",
  ].join("\n");
}

/** An instance of `sampleRecord(number)` whose tests came out like this, with the report of swebench 5. */
export function harnessInstance(
  number: number,
  {
    fixed = "PASSED",
    other = "PASSED",
    isResolved = fixed === "PASSED" && other === "PASSED",
  }: { fixed?: string; other?: string; isResolved?: boolean } = {},
): HarnessInstance {
  const instanceId = `owner__name-${number}`;
  const [fixedName, otherName] = [`tests/test_module.py::test_${number}`, "tests/test_module.py::test_other"];
  const split = (name: string, status: string) =>
    status === "PASSED" ? { success: [name], failure: [] } : { success: [], failure: [name] };
  return {
    instanceId,
    patch: samplePatch("src/module.py", number),
    testOutput: harnessLog([`${fixed} ${fixedName}`, `${other} ${otherName}`], {
      exitCode: fixed === "FAILED" || other === "FAILED" ? 1 : 0,
    }),
    report: {
      [instanceId]: {
        patch_is_None: false,
        patch_exists: true,
        patch_successfully_applied: true,
        resolved: isResolved,
        infra_failure: false,
        tests_status: {
          FAIL_TO_PASS: split(fixedName, fixed),
          PASS_TO_PASS: split(otherName, other),
          FAIL_TO_FAIL: { success: [], failure: [] },
          PASS_TO_FAIL: { success: [], failure: [] },
        },
      },
    },
  };
}

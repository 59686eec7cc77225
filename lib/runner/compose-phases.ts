import { applyPatchScript } from "#lib/core/environment/apply-patch-script";
import { fillTestCommand, testDirectives } from "#lib/core/environment/directives";
import type { Environment } from "#lib/core/environment/model";
import { leaveOutFiles, patchedPaths } from "#lib/core/patch/leave-out-files";
import type { RunKind, RunStepName } from "#lib/core/run/model";
import { type Phase, phaseFolder } from "#lib/sandbox/port";

export type RunPhase = Phase & { readonly name: RunStepName };

const patchTimeoutSeconds = 300;

interface Patches {
  readonly kind: RunKind;
  /** The gold or the model's patch; nothing for an empty run. */
  readonly patch: string;
  readonly testPatch: string;
}

/**
 * What happens in the sandbox of a run, as the SWE-bench harness does it: the patch, the task's tests over it, the
 * installation, the tests between markers. A model's changes to the task's test files do not count.
 */
export function composePhases({ install, test, limits, network }: Environment, patches: Patches): RunPhase[] {
  const { kind, testPatch } = patches;
  const patch = kind === "model" ? leaveOutFiles(patches.patch, patchedPaths(testPatch)) : patches.patch;
  const phases: (RunPhase | undefined)[] = [
    kind === "empty" ? undefined : applyPhase("patch", patch),
    applyPhase("test_patch", testPatch),
    install.length > 0
      ? {
          name: "install",
          script: ["set -e", ...install].join("\n"),
          timeoutSeconds: limits.timeoutSeconds,
          network: network.install,
          isRequired: true,
        }
      : undefined,
    {
      name: "test",
      script: testScript(fillTestCommand(test.command, testDirectives(testPatch, test.directives))),
      timeoutSeconds: limits.timeoutSeconds,
      network: network.test,
    },
  ];
  return phases.filter((phase) => phase !== undefined);
}

function applyPhase(name: "patch" | "test_patch", patch: string): RunPhase | undefined {
  if (patch.trim() === "") return undefined;
  return {
    name,
    script: `sh ${phaseFolder}/apply-patch.sh ${phaseFolder}/${name}.diff`,
    files: { "apply-patch.sh": applyPatchScript, [`${name}.diff`]: patch },
    timeoutSeconds: patchTimeoutSeconds,
    network: "none",
    isRequired: true,
  };
}

/** The markers are the harness's, so that its log parsers find the tests. */
function testScript(command: string): string {
  return [
    "echo '>>>>> Start Test Output'",
    `(\n${command}\n)`,
    "code=$?",
    "echo '>>>>> End Test Output'",
    'echo ">>>>> Test Exit Code: $code"',
    'exit "$code"',
  ].join("\n");
}

import type { Readable } from "node:stream";
import type { Environment } from "#lib/core/environment/model";
import type { RunStep } from "#lib/core/run/model";
import type { Database } from "#lib/db/client";
import { composePhases } from "#lib/runner/compose-phases";
import type { OpenRun } from "#lib/runner/list-open-runs";
import { LogRecorder } from "#lib/runner/log-recorder";
import type { RunResult, Sandbox } from "#lib/sandbox/port";

/** A run as it came out of the sandbox: nothing of it has been judged. */
export interface RunOutput {
  readonly result: RunResult;
  readonly steps: readonly RunStep[];
  readonly log: Buffer;
}

interface Execution {
  readonly db: Database;
  readonly sandbox: Sandbox;
  readonly environment: Environment;
  readonly repository: Readable;
  readonly testPatch: string;
  readonly signal: AbortSignal;
}

/** Runs a task's tests once in a fresh sandbox, and shows what they print while they run. */
export async function executeRun(run: OpenRun, execution: Execution): Promise<RunOutput> {
  const { db, sandbox, environment, repository, testPatch, signal } = execution;
  const recorder = new LogRecorder(db, run.id);
  try {
    const result = await sandbox.run({
      environment,
      repository,
      phases: composePhases(environment, { kind: run.kind, patch: run.patch, testPatch }),
      labels: { run: String(run.id) },
      signal,
      onOutput: (phase, chunk) => recorder.add(phase, chunk),
    });
    return { result, steps: listSteps(result, recorder), log: recorder.whole() };
  } finally {
    await recorder.stop();
  }
}

function listSteps({ phases }: RunResult, recorder: LogRecorder): RunStep[] {
  return phases.map(({ name, exitCode, durationSeconds }) => ({
    name: stepName(name),
    exitCode,
    seconds: durationSeconds,
    ...recorder.rangeOf(name),
  }));
}

/** The names are those that `composePhases` gave. */
function stepName(name: string): RunStep["name"] {
  return name as RunStep["name"];
}

import { FlaskConical } from "lucide-react";
import { Notice } from "#components/ui/notice";
import { ListComparison } from "#components/validation/list-comparison";
import { MatrixSection } from "#components/validation/matrix-section";
import type { QuarantineActions } from "#components/validation/quarantine-button";
import { QuarantineList } from "#components/validation/quarantine-list";
import { TaskBatches } from "#components/validation/task-batches";
import { UnstableTests } from "#components/validation/unstable-tests";
import { ValidationSummary } from "#components/validation/validation-summary";
import type { TestLists } from "#lib/core/run/test-matrix";
import { listUnstableTests } from "#lib/core/run/unstable-tests";
import type { TaskEnvironment } from "#lib/runs/task-environment";
import type { TaskMatrix } from "#lib/runs/task-matrix";
import type { TaskValidation as Validation } from "#lib/runs/task-validation";

interface TaskValidationProps {
  readonly taskId: number;
  readonly validation: Validation;
  readonly environment: TaskEnvironment | null;
  readonly tests: TaskMatrix;
  readonly imported: Pick<TestLists, "failToPass" | "passToPass">;
  /** Null for those who may not change it. */
  readonly quarantine: QuarantineActions | null;
}

/** All that running its tests has shown of a task. */
export function TaskValidation({ taskId, validation, environment, tests, imported, quarantine }: TaskValidationProps) {
  const { batches, derived, quarantined } = validation;
  const kinds = tests.runs.map(({ kind }) => kind);
  const names = quarantined.map(({ test }) => test);
  return (
    <div className="grid grid-cols-1 gap-6 p-4">
      <ValidationSummary validation={validation} environment={environment} />
      {tests.runs.length > 0 ? (
        <MatrixSection {...tests} taskId={taskId} quarantine={quarantine} />
      ) : (
        <NoRuns isStopped={validation.newest?.outcome === "stopped"} canValidate={quarantine !== null} />
      )}
      {tests.runs.length > 0 ? (
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
          <ListComparison imported={imported} derived={derived} quarantined={names} />
          <div className="grid min-w-0 grid-cols-1 content-start gap-6">
            <UnstableTests
              taskId={taskId}
              tests={listUnstableTests(tests.matrix, kinds)}
              total={tests.matrix.tests.length}
              repeats={kinds.filter((kind) => kind === "gold").length}
              quarantined={new Set(names)}
              quarantine={quarantine}
            />
            <QuarantineList taskId={taskId} tests={quarantined} quarantine={quarantine} />
          </div>
        </div>
      ) : null}
      {batches.length > 0 ? <TaskBatches batches={batches} hasMore={validation.hasMoreBatches} /> : null}
    </div>
  );
}

function NoRuns({ isStopped, canValidate }: { isStopped: boolean; canValidate: boolean }) {
  const title = isStopped ? "The task stopped before its tests were run" : "No run has ended yet";
  const who = canValidate ? "Validate the task" : "A curator can validate the task";
  return (
    <Notice icon={FlaskConical} title={title}>
      {isStopped
        ? "Mend what stopped it, then validate it again."
        : `${who}: its tests are run without and with the gold patch.`}{" "}
      Then every test stands here, run by run.
    </Notice>
  );
}

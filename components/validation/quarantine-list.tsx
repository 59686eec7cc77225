import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { type QuarantineActions, QuarantineButton } from "#components/validation/quarantine-button";
import type { QuarantinedTest } from "#lib/runs/task-validation";

interface QuarantineListProps {
  readonly taskId: number;
  readonly tests: readonly QuarantinedTest[];
  readonly quarantine: QuarantineActions | null;
}

/** The tests of a task that do not count, who said so, and why. */
export function QuarantineList({ taskId, tests, quarantine }: QuarantineListProps) {
  return (
    <section aria-labelledby="quarantine" className="grid min-w-0 content-start gap-2">
      <h2 id="quarantine" className="text-sm font-semibold">
        Quarantine
      </h2>
      <p className="text-[13px] text-muted">
        {tests.length > 0
          ? "These tests count in no list, from the next validation and grading on."
          : "No test is in quarantine. Pick one in the matrix to take it out of those that count."}
      </p>
      {tests.length > 0 ? (
        <ul className="grid max-h-96 divide-y overflow-auto border">
          {tests.map(({ test, reason, createdBy, createdAt }) => (
            <li key={test} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
              <span className="min-w-0 flex-1 basis-52">
                <span className="font-mono text-[13px] [overflow-wrap:anywhere]">
                  <VisibleText text={test} />
                </span>
                <span className="block text-[13px] text-muted [overflow-wrap:anywhere]">
                  <VisibleText text={reason} /> – {createdBy}, <RelativeTime at={createdAt} />
                </span>
              </span>
              {quarantine ? <QuarantineButton taskId={taskId} test={test} isQuarantined actions={quarantine} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

import Link from "next/link";
import { isGroupStart } from "#components/validation/matrix-columns";
import { cn } from "#lib/class-names";
import type { Resolution } from "#lib/core/grading/model";
import { nameRun } from "#lib/runs/name-run";
import type { MatrixRun } from "#lib/runs/task-matrix";

/** Names the runs, each a link to itself; stays in sight while the tests are scrolled. */
export function MatrixHead({ runs, height }: { runs: readonly MatrixRun[]; height: number }) {
  return (
    <thead>
      <tr aria-rowindex={1} style={{ height }}>
        <th
          scope="col"
          className="sticky top-0 left-0 z-[3] border-r border-b bg-surface px-2 pb-1 text-left align-bottom text-xs font-medium text-muted"
        >
          Test
        </th>
        {runs.map((run, column) => (
          <th
            key={run.id}
            scope="col"
            className={cn(
              "sticky top-0 z-[2] border-b bg-surface p-0 font-normal",
              isGroupStart(runs, column) && "border-l",
            )}
          >
            <HeadLink run={run} height={height} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function HeadLink({ run, height }: { run: MatrixRun; height: number }) {
  const verdict = run.resolution === null ? null : verdicts[run.resolution];
  return (
    <Link
      href={`/runs/${run.id}`}
      prefetch={false}
      title={`Run ${run.id}: ${nameRun(run)}${verdict ? `, ${verdict.word}` : ""}`}
      style={{ height: height - 1 }}
      className="flex flex-col items-center justify-end px-1 pb-1 text-xs hover:bg-sunken"
    >
      <span className="max-w-full truncate font-medium">{nameRun(run)}</span>
      <span
        className={cn(
          "max-w-full truncate text-[11px]",
          run.kind === "empty" ? "text-muted" : (verdict?.look ?? "text-muted"),
        )}
      >
        {verdict?.word ?? "–"}
      </span>
    </Link>
  );
}

const verdicts: Readonly<Record<Resolution, { readonly word: string; readonly look: string }>> = {
  FULL: { word: "FULL", look: "text-good" },
  PARTIAL: { word: "PARTIAL", look: "text-warn" },
  NO: { word: "NO", look: "text-bad" },
  NOT_GRADED: { word: "ungraded", look: "text-muted" },
};

import Link from "next/link";
import type { ReactNode } from "react";
import { LineList } from "#components/review-import/line-list";
import { NameList } from "#components/review-import/name-list";
import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount, formatCount } from "#lib/format";
import type { ReviewImport } from "#lib/reviews/import-model";
import { describeReviewProblem } from "#lib/reviews/review-problem";

interface ReviewImportReportProps {
  readonly imported: ReviewImport;
  /** What can be done about it. */
  readonly children: ReactNode;
}

/** What a file of reviews comes to: counts, where its columns go, and everything of it that is not taken in. */
export function ReviewImportReport({ imported, children }: ReviewImportReportProps) {
  const { isDryRun, project, dataset, problems, differing, notInProject, unknown } = imported;
  return (
    <section aria-labelledby="report" className="grid grid-cols-1 gap-5">
      <div className="flex flex-wrap items-center gap-3 px-4">
        <h2 id="report" className="text-sm font-semibold">
          {isDryRun ? "What would come of it" : "What came of it"}
        </h2>
        {children}
        {isDryRun ? null : (
          <Link href={`/review/${project}/agreement`} className="text-[13px] text-accent hover:underline">
            Open the agreement
          </Link>
        )}
      </div>
      <Counts imported={imported} />
      {problems.length > 0 ? (
        <div className="px-4">
          <h3 className="pb-1 text-[13px] font-semibold text-bad">
            {formatAmount(problems.length, "place")} that cannot be read; the lines are left out
          </h3>
          <LineList
            label="What cannot be read"
            lines={problems.map(describeReviewProblem)}
            className="[overflow-wrap:anywhere]"
          />
        </div>
      ) : null}
      <NameList
        title={`${formatAmount(notInProject.length, "task")} that the project does not have`}
        note="Their reviews are left out. Tick the box above to make items of them."
        names={notInProject}
      />
      <NameList
        title={`${formatAmount(unknown.length, "name")} that ${dataset} does not have`}
        note="Their reviews are left out. Import the tasks, then this file again."
        names={unknown}
      />
      <NameList
        title={`${formatAmount(differing.length, "review")} with other answers than are there already`}
        note="What is there stays as it is. Give another name of a reviewer to have both."
        names={differing.map(({ instanceId, reviewer, line }) => `${instanceId} by ${reviewer}, line ${line}`)}
      />
      <PlainTable label="Columns of the file" columns={[{ label: "Column" }, { label: "Read as" }]}>
        {imported.columns.map(({ column, use }) => (
          <tr key={column}>
            <td className="font-mono">
              <VisibleText text={column} />
            </td>
            <td>{use === null ? <span className="text-muted">not used</span> : <VisibleText text={use} />}</td>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
}

function Counts({ imported }: { imported: ReviewImport }) {
  const { reviews, added, unchanged, itemsAdded, decided, disputed } = imported;
  const figures = [
    ["Reviews read", reviews],
    ["Reviews added", added],
    ["There already", unchanged],
    ["Items added", itemsAdded],
    ["Items decided", decided],
    ["Left to a person", disputed],
  ] as const;
  return (
    <dl className="mx-4 grid grid-cols-2 gap-px border bg-line sm:grid-cols-3 xl:grid-cols-6">
      {figures.map(([name, count]) => (
        <div key={name} className="bg-canvas px-3 py-2">
          <dt className="text-[13px] text-muted">{name}</dt>
          <dd className="text-base font-semibold tabular-nums">{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

"use client";

import Link from "next/link";
import { BatchBar } from "#components/runs/batch-bar";
import { BatchSpeed } from "#components/runs/batch-speed";
import { FailureClassBadge } from "#components/runs/failure-class-badge";
import { countAll, countEnded } from "#components/runs/progress-segments";
import { WorkStateBadge } from "#components/runs/work-state-badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { formatCount } from "#lib/format";
import { describeBatch } from "#lib/runs/describe";
import type { BatchProgress, BatchRow } from "#lib/runs/model";

interface BatchTableProps {
  readonly batches: readonly BatchRow[];
  readonly progress: ReadonlyMap<string, BatchProgress>;
}

const shownClasses = 3;

export function BatchTable({ batches, progress }: BatchTableProps) {
  return (
    <PlainTable
      label="Batches"
      columns={[
        { label: "Batch" },
        { label: "State", isMinor: true },
        { label: "Progress", isMinor: true },
        { label: "Failures" },
        { label: "Policy" },
        { label: "By" },
        { label: "When" },
      ]}
    >
      {batches.map((batch) => (
        <BatchLine key={batch.id} batch={batch} progress={progress.get(batch.id)} />
      ))}
    </PlainTable>
  );
}

function BatchLine({ batch, progress }: { batch: BatchRow; progress: BatchProgress | undefined }) {
  const failures = progress?.failures ?? [];
  return (
    <tr className="focus-within:bg-sunken">
      <td className="max-w-96 min-w-64 max-sm:py-2">
        <Link
          href={`/runs/batches/${batch.id}`}
          prefetch={false}
          data-row-link
          title={describeBatch(batch)}
          className="line-clamp-2 font-medium whitespace-normal hover:text-accent hover:underline"
        >
          <VisibleText text={describeBatch(batch)} />
        </Link>
        <div className="pt-1.5 sm:hidden">
          <WorkStateBadge state={progress?.state ?? batch.state} />
          {progress ? <Progress progress={progress} /> : null}
        </div>
      </td>
      <td className="max-sm:hidden">
        <WorkStateBadge state={progress?.state ?? batch.state} />
      </td>
      <td className="max-sm:hidden">{progress ? <Progress progress={progress} /> : null}</td>
      <td>
        <span className="inline-flex items-center gap-1">
          {failures.slice(0, shownClasses).map(({ failureClass, count }) => (
            <FailureClassBadge key={failureClass} failureClass={failureClass} count={count} />
          ))}
          {failures.length > shownClasses ? (
            <span className="text-xs text-muted">and {failures.length - shownClasses} more</span>
          ) : null}
          {failures.length === 0 ? <span className="text-muted">–</span> : null}
        </span>
      </td>
      <td className="text-muted">{batch.policy}</td>
      <td className="max-w-48 truncate text-muted" title={batch.createdBy}>
        <VisibleText text={batch.createdBy} />
      </td>
      <td className="text-muted">
        <RelativeTime at={batch.createdAt} />
      </td>
    </tr>
  );
}

function Progress({ progress }: { progress: BatchProgress }) {
  return (
    <div className="grid w-60 gap-1 py-2 max-sm:pb-0">
      <BatchBar progress={progress} />
      <div className="flex justify-between gap-3 text-xs text-muted tabular-nums">
        <span className="whitespace-nowrap">
          {formatCount(countEnded(progress))} of {formatCount(countAll(progress))}
        </span>
        <BatchSpeed progress={progress} />
      </div>
    </div>
  );
}

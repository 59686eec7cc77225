import Link from "next/link";
import type { ReactNode } from "react";
import { ResolvedShare } from "#components/predictions/resolved-share";
import { ResultBar } from "#components/predictions/result-bar";
import { WorkStateBadge } from "#components/runs/work-state-badge";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount, formatCount } from "#lib/format";
import type { PredictionSetRow } from "#lib/predictions/model";

interface PredictionSetHeaderProps {
  readonly set: PredictionSetRow;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** What a set is, where it came from, and what its newest evaluation came to. */
export function PredictionSetHeader({ set, children }: PredictionSetHeaderProps) {
  const { evaluation } = set;
  return (
    <header className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 font-mono text-base font-semibold break-all">
          <VisibleText text={set.model} />
        </h1>
        <div className="ml-auto flex flex-wrap gap-2">{children}</div>
      </div>
      <p className="text-[13px] text-muted">
        <VisibleText text={set.name} />, {formatAmount(set.predictions, "prediction")} for{" "}
        <Link href={`/datasets/${set.dataset}`} className="font-mono text-accent hover:underline">
          {set.dataset}
        </Link>
        : {formatAmount(set.patches, "patch", "patches")}, {formatCount(set.empty)} empty
        {set.unknown > 0 ? `, ${formatCount(set.unknown)} of no task of the dataset` : ""}. From{" "}
        <span className="font-mono break-all">
          <VisibleText text={set.fileName} />
        </span>{" "}
        <span className="font-mono" title={`SHA-256 ${set.fileHash}`}>
          {set.fileHash.slice(0, 12)}
        </span>
        , by {set.createdBy} <RelativeTime at={set.createdAt} />
      </p>
      {evaluation ? (
        <section aria-label="Newest evaluation" className="grid gap-2">
          <ResultBar results={evaluation.results} className="max-w-xl" />
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px]">
            <span className="text-sm font-semibold">
              <ResolvedShare set={set} />
            </span>
            <WorkStateBadge state={evaluation.state} />
            <Link href={`/runs/batches/${evaluation.batchId}`} className="text-accent hover:underline">
              Its batch of runs
            </Link>
            <span className="text-muted">
              by {evaluation.policy}
              {evaluation.repeats > 1 ? `, the worst of ${evaluation.repeats} repeats` : ""},{" "}
              <RelativeTime at={evaluation.createdAt} />
            </span>
          </p>
        </section>
      ) : (
        <p className="text-[13px] text-muted">Not evaluated yet.</p>
      )}
    </header>
  );
}

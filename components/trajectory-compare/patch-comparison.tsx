import { FileX } from "lucide-react";
import type { ReactNode } from "react";
import { PatchPane } from "#components/diff/patch-pane";
import { PatchFileTable } from "#components/trajectory-compare/patch-file-table";
import { formatAmount, formatCount } from "#lib/format";
import type { ComparedPatch } from "#lib/trajectories/compare-model";
import { compareFinalPatches, type HunkOverlap } from "#lib/trajectories/compare-patches";

interface PatchComparisonProps {
  readonly left: ComparedPatch;
  readonly right: ComparedPatch;
  /** Only then is there one gold patch to compare both with. */
  readonly isOneTask: boolean;
}

/** Both final patches beside each other, and what they share with each other and with the gold patch. */
export function PatchComparison({ left, right, isOneTask }: PatchComparisonProps) {
  const gold = isOneTask ? left.goldPatch : null;
  const compared = compareFinalPatches(left.finalPatch ?? "", right.finalPatch ?? "", gold);
  const hasBoth = Boolean(left.finalPatch) && Boolean(right.finalPatch);
  return (
    <div className="flex min-h-0 flex-col lg:flex-1">
      <div className="grid shrink-0 gap-2 overflow-y-auto px-4 py-3 lg:max-h-[35%]">
        {hasBoth && left.finalPatch === right.finalPatch ? (
          <p className="text-[13px]">Both sides handed in the same patch, letter by letter.</p>
        ) : null}
        {compared.files.length > 0 ? <PatchFileTable files={compared.files} hasGold={gold !== null} /> : null}
        <ul className="text-[13px] text-muted">
          {hasBoth ? (
            <>
              <Overlap of="Left against right" overlap={compared.left} />
              <Overlap of="Right against left" overlap={compared.right} />
            </>
          ) : null}
          {left.finalPatch ? <Overlap of="Left against gold" overlap={compared.leftByGold} /> : null}
          {right.finalPatch ? <Overlap of="Right against gold" overlap={compared.rightByGold} /> : null}
          {gold === null ? <li>{noGold(isOneTask)}</li> : null}
        </ul>
      </div>
      <div className="grid min-h-0 grid-cols-1 border-t lg:flex-1 lg:grid-cols-2 lg:divide-x">
        <Side title="Left: final patch" patch={left.finalPatch} />
        <Side title="Right: final patch" patch={right.finalPatch} />
      </div>
    </div>
  );
}

function Overlap({ of: sides, overlap }: { of: string; overlap: HunkOverlap | null }): ReactNode {
  if (!overlap) return null;
  const { hunks, shared, same } = overlap;
  return (
    <li className="tabular-nums">
      {sides}: {formatAmount(hunks, "hunk")}, {formatCount(shared)} in the same place, {formatCount(same)} with the same
      change.
    </li>
  );
}

function noGold(isOneTask: boolean): string {
  return isOneTask
    ? "The dataset has no task of this name, so there is no gold patch to compare with."
    : "The tasks differ, so there is no one gold patch to compare with.";
}

function Side({ title, patch }: { title: string; patch: string | null }): ReactNode {
  return (
    <section className="flex min-h-0 min-w-0 flex-col max-lg:h-[60dvh] max-lg:border-b">
      <h2 className="shrink-0 border-b px-3 py-1 text-[13px] font-semibold">{title}</h2>
      {patch ? (
        <PatchPane patch={patch} name={title} />
      ) : (
        <p className="flex items-center gap-2 px-3 py-6 text-[13px] text-muted">
          <FileX aria-hidden className="size-4" />
          {patch === null ? "The source does not say what was handed in." : "An empty patch was handed in."}
        </p>
      )}
    </section>
  );
}

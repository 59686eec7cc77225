import { VisibleText } from "#components/ui/visible-text";
import type { DiffHunk } from "#lib/core/diff/model";
import { formatAmount } from "#lib/format";

export function HunkRow({ hunk: { header, section, unchangedBefore } }: { hunk: DiffHunk }) {
  return (
    <div className="flex h-7 items-center gap-3 overflow-hidden bg-diff-hunk px-3 text-xs whitespace-pre text-diff-hunk-text select-none">
      <span className="shrink-0">{header}</span>
      <span dir="ltr" className="min-w-0 truncate" title={section}>
        <VisibleText text={section} />
      </span>
      {unchangedBefore > 0 ? (
        <span className="ml-auto shrink-0 font-sans max-sm:hidden">
          {formatAmount(unchangedBefore, "unchanged line")} before
        </span>
      ) : null}
    </div>
  );
}

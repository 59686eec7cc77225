import { TriangleAlert } from "lucide-react";
import { Button } from "#components/ui/button";
import { VisibleText } from "#components/ui/visible-text";
import type { DiffDocument } from "#lib/core/diff/model";
import { formatAmount } from "#lib/format";

interface PatchNotesProps {
  readonly diff: DiffDocument;
  readonly isRaw: boolean;
  readonly onRaw: () => void;
}

/** Says what of the text the view by files does not show, and where it is. */
export function PatchNotes({ diff: { files, problems, leadingLines }, isRaw, onRaw }: PatchNotesProps) {
  const [first] = problems;
  const isReadable = files.length > 0;
  const lead =
    isReadable && leadingLines > 0 ? `${formatAmount(leadingLines, "line")} before the first file not shown` : null;
  if (isRaw && isReadable) return null;
  if (!first && !lead) return null;
  return (
    <div className="flex items-center gap-3 border-b bg-warn-soft px-3 py-1.5 text-[13px] text-warn">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-auto [overflow-wrap:anywhere]">
        {isReadable ? null : "This text cannot be read as a patch, so it is shown as it stands. "}
        {lead ? `${lead}. ` : null}
        {first && isReadable ? (
          <>
            {formatAmount(problems.length, "place")} could not be read as a patch; line {first.line}: expected{" "}
            <VisibleText text={first.expected} />, found <VisibleText text={first.found} />.
          </>
        ) : null}
      </p>
      {isReadable ? (
        <Button size="small" onClick={onRaw}>
          Raw text
        </Button>
      ) : null}
    </div>
  );
}

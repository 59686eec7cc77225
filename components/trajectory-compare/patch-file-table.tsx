import { Equal } from "lucide-react";
import { ChangeCount } from "#components/diff/change-count";
import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount } from "#lib/format";
import type { ComparedFile, FileChange } from "#lib/trajectories/compare-patches";

const mostFiles = 100;

/** Which patch changes which file, and by how much. */
export function PatchFileTable({ files, hasGold }: { files: readonly ComparedFile[]; hasGold: boolean }) {
  const columns = [{ label: "File" }, { label: "Left" }, { label: "Right" }, ...(hasGold ? [{ label: "Gold" }] : [])];
  return (
    <>
      <PlainTable label="Files of the patches" columns={columns}>
        {files.slice(0, mostFiles).map(({ path, left, right, gold, isSame }) => (
          <tr key={path}>
            <td className="font-mono text-xs">
              <VisibleText text={path} />
              {isSame ? (
                <span className="ml-2 inline-flex items-center gap-1 font-sans text-muted">
                  <Equal aria-hidden className="size-3.5" /> the same
                </span>
              ) : null}
            </td>
            <Change of={left} />
            <Change of={right} />
            {hasGold ? <Change of={gold} /> : null}
          </tr>
        ))}
      </PlainTable>
      {files.length > mostFiles ? (
        <p className="text-[13px] text-muted">{formatAmount(files.length - mostFiles, "more file")} below.</p>
      ) : null}
    </>
  );
}

function Change({ of: change }: { of: FileChange | null }) {
  return (
    <td className="tabular-nums">
      {change ? <ChangeCount added={change.added} removed={change.removed} /> : <span className="text-muted">–</span>}
    </td>
  );
}

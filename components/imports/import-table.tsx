import Link from "next/link";
import { ImportStateBadge } from "#components/imports/import-state-badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { formatBytes, formatCount } from "#lib/format";
import type { ImportRow } from "#lib/imports/model";

export function ImportTable({ imports }: { imports: readonly ImportRow[] }) {
  if (imports.length === 0) return <p className="px-4 text-muted">Nothing was imported yet.</p>;
  return (
    <PlainTable
      label="Imports"
      columns={[
        { label: "File" },
        { label: "State" },
        { label: "Schema" },
        { label: "Added", isNumber: true },
        { label: "Updated", isNumber: true },
        { label: "Unchanged", isNumber: true },
        { label: "Rejected", isNumber: true },
        { label: "Size", isNumber: true },
        { label: "By" },
        { label: "When" },
      ]}
    >
      {imports.map((row) => (
        <tr key={row.id}>
          <td>
            <Link
              href={`/datasets/${row.dataset}/imports/${row.id}`}
              className="font-mono hover:text-accent hover:underline"
            >
              {row.fileName}
            </Link>
          </td>
          <td>
            <ImportStateBadge state={row.state} />
          </td>
          <td className="text-muted">{row.adapter ?? "–"}</td>
          {[row.added, row.updated, row.unchanged].map((count, index) => (
            <td key={["added", "updated", "unchanged"][index]} className="text-right tabular-nums">
              {formatCount(count)}
            </td>
          ))}
          <td className={row.rejected > 0 ? "text-right text-bad tabular-nums" : "text-right tabular-nums"}>
            {formatCount(row.rejected)}
          </td>
          <td className="text-right tabular-nums">{formatBytes(row.fileSizeBytes)}</td>
          <td className="text-muted">{row.createdBy}</td>
          <td className="text-muted">
            <RelativeTime at={row.createdAt} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

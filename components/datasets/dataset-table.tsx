import Link from "next/link";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import type { DatasetRow } from "#lib/datasets/model";
import { formatCount } from "#lib/format";

export function DatasetTable({ datasets }: { datasets: readonly DatasetRow[] }) {
  return (
    <PlainTable
      label="Datasets"
      columns={[
        { label: "Dataset" },
        { label: "Title" },
        { label: "Tasks", isNumber: true },
        { label: "Repositories", isNumber: true },
        { label: "Last import" },
      ]}
    >
      {datasets.map((dataset) => (
        <tr key={dataset.slug}>
          <td>
            <Link href={`/datasets/${dataset.slug}`} className="font-mono hover:text-accent hover:underline">
              {dataset.slug}
            </Link>
          </td>
          <td>{dataset.title === dataset.slug ? <span className="text-muted">–</span> : dataset.title}</td>
          <td className="text-right tabular-nums">
            <Link href={`/tasks?dataset=${dataset.slug}`} className="hover:text-accent hover:underline">
              {formatCount(dataset.taskCount)}
            </Link>
          </td>
          <td className="text-right tabular-nums">{formatCount(dataset.repoCount)}</td>
          <td className="text-muted">{dataset.lastImportAt ? <RelativeTime at={dataset.lastImportAt} /> : "–"}</td>
        </tr>
      ))}
    </PlainTable>
  );
}

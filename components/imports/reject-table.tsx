import { Download } from "lucide-react";
import { Button } from "#components/ui/button";
import { PlainTable } from "#components/ui/plain-table";
import { formatPosition } from "#lib/core/record-position";
import { formatAmount, formatCount } from "#lib/format";
import type { Reject } from "#lib/imports/model";

interface RejectTableProps {
  readonly importId: string;
  readonly rejects: readonly Reject[];
  readonly total: number;
}

/** The records that were not taken in, and why. */
export function RejectTable({ importId, rejects, total }: RejectTableProps) {
  return (
    <section>
      <div className="flex items-center justify-between px-4 pt-6 pb-2">
        <h2 className="text-sm font-semibold">
          {formatAmount(total, "rejected record")}
          {total > rejects.length ? `, the first ${formatCount(rejects.length)}` : ""}
        </h2>
        <Button asChild size="small">
          <a href={`/api/imports/${importId}/rejects`} download>
            <Download /> All with reasons, as JSONL
          </a>
        </Button>
      </div>
      <PlainTable
        label="Rejected records"
        columns={[
          { label: "Record", isNumber: true },
          { label: "Position" },
          { label: "Instance" },
          { label: "Field" },
          { label: "Expected" },
          { label: "Found" },
        ]}
      >
        {rejects.map(({ record, position, instanceId, field, expected, found }) => (
          <tr key={record}>
            <td className="text-right tabular-nums">{record}</td>
            <td className="max-w-64 truncate tabular-nums" title={formatPosition(position)}>
              {formatPosition(position)}
            </td>
            <td className="font-mono">{instanceId ?? "–"}</td>
            <td className="font-mono">{field ?? "–"}</td>
            <td>{expected}</td>
            <td className="max-w-md truncate text-muted" title={found}>
              {found}
            </td>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
}

import { PlainTable } from "#components/ui/plain-table";
import type { ColumnMappingLine } from "#lib/core/column-mapping";

/** Where each column of the file goes. */
export function MappingTable({ mapping }: { mapping: readonly ColumnMappingLine[] }) {
  return (
    <section>
      <h2 className="px-4 pt-6 pb-2 text-sm font-semibold">Where the columns go</h2>
      <PlainTable
        label="Where the columns go"
        columns={[{ label: "Column" }, { label: "Field" }, { label: "Written as" }, { label: "Note" }]}
      >
        {mapping.map(({ column, field, codec, note }) => (
          <tr key={column}>
            <td className="font-mono">{column}</td>
            <td>{field ?? <span className="text-muted">kept as it is</span>}</td>
            <td className="text-muted">{codec ?? "–"}</td>
            <td className="text-muted">{note ?? ""}</td>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
}

import { PlainTable } from "#components/ui/plain-table";
import { cn } from "#lib/class-names";
import type { TrajectoryMeasures } from "#lib/core/trajectory/measures";
import { listMeasures } from "#lib/trajectories/list-measures";

interface MeasureComparisonProps {
  readonly left: TrajectoryMeasures | undefined;
  readonly right: TrajectoryMeasures | undefined;
}

const columns = [{ label: "Measure" }, { label: "Left", isNumber: true }, { label: "Right", isNumber: true }];

/** What was measured of both sides; what differs stands out. */
export function MeasureComparison({ left, right }: MeasureComparisonProps) {
  const [ours, theirs] = [listMeasures(left), listMeasures(right)];
  return (
    <div className="min-h-0 overflow-y-auto p-4 lg:flex-1">
      <div className="max-w-2xl">
        <PlainTable label="Measures" columns={columns}>
          {ours.map(({ name, value }, index) => {
            const other = theirs[index]?.value ?? null;
            const look = cn("text-right tabular-nums", value === other ? "text-muted" : "font-medium");
            return (
              <tr key={name}>
                <th scope="row" className="px-3 text-left font-normal text-muted">
                  {name}
                </th>
                <td className={look}>{value ?? "–"}</td>
                <td className={look}>{other ?? "–"}</td>
              </tr>
            );
          })}
        </PlainTable>
      </div>
    </div>
  );
}

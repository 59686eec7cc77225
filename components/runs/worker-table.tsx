import { CircleCheck, CircleSlash } from "lucide-react";
import { Badge } from "#components/ui/badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { formatAmount, formatBytes, formatCount } from "#lib/format";
import type { WorkerRow } from "#lib/runs/model";

const foldedFrom = 6;

/** The workers of the last hour with what they have in hand; many of them are folded under their sum. */
export function WorkerTable({ workers }: { workers: readonly WorkerRow[] }) {
  if (workers.length < foldedFrom) {
    return (
      <section aria-labelledby="workers">
        <h2 id="workers" className="px-4 pb-2 text-sm font-semibold">
          Workers
        </h2>
        <Rows workers={workers} />
      </section>
    );
  }
  return (
    <details className="group">
      <summary className="cursor-pointer px-4 pb-2 text-sm">
        <span className="font-semibold">Workers</span> <span className="text-muted">{sumUp(workers)}</span>
      </summary>
      <Rows workers={workers} />
    </details>
  );
}

function Rows({ workers }: { workers: readonly WorkerRow[] }) {
  return (
    <PlainTable
      label="Workers"
      columns={[
        { label: "Worker" },
        { label: "State" },
        { label: "Tasks", isNumber: true },
        { label: "Processors" },
        { label: "Memory" },
        { label: "Load", isNumber: true },
        { label: "Drivers" },
        { label: "Since" },
      ]}
    >
      {workers.map((worker) => (
        <tr key={worker.id} className={worker.isAlive ? undefined : "text-muted"}>
          <td className="font-mono">
            {worker.host}
            <span className="text-muted">:{worker.processId}</span>
          </td>
          <td>
            {worker.isAlive ? (
              <Badge tone="good" icon={CircleCheck}>
                alive
              </Badge>
            ) : (
              <Badge tone="bad" icon={CircleSlash}>
                silent, last heard of <RelativeTime at={worker.seenAt} />
              </Badge>
            )}
          </td>
          <td className="text-right tabular-nums">{formatCount(worker.tasksInHand)}</td>
          <td>
            <Share busy={worker.busyCpus} limit={worker.cpus} format={formatProcessors} />
          </td>
          <td>
            <Share busy={worker.busyMemoryMegabytes} limit={worker.memoryMegabytes} format={formatMegabytes} />
          </td>
          <td className="text-right tabular-nums">{worker.loadAverage.toFixed(1)}</td>
          <td className="text-muted">{worker.drivers.join(", ") || "none"}</td>
          <td className="text-muted">
            <RelativeTime at={worker.startedAt} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

interface ShareProps {
  readonly busy: number;
  readonly limit: number;
  readonly format: (amount: number) => string;
}

/** What the tasks in hand have reserved of what there is. */
function Share({ busy, limit, format }: ShareProps) {
  const percent = limit > 0 ? Math.min(100, (busy / limit) * 100) : 0;
  return (
    <span className="flex items-center gap-2 tabular-nums">
      <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
      <span>
        {format(busy)} <span className="text-muted">of {format(limit)}</span>
      </span>
    </span>
  );
}

function sumUp(workers: readonly WorkerRow[]): string {
  const alive = workers.filter((worker) => worker.isAlive);
  const sum = (amountOf: (worker: WorkerRow) => number) => alive.reduce((total, worker) => total + amountOf(worker), 0);
  return [
    `${formatCount(alive.length)} of ${formatCount(workers.length)} alive`,
    `${formatAmount(
      sum((worker) => worker.tasksInHand),
      "task",
    )} in hand`,
    `${formatProcessors(sum((worker) => worker.busyCpus))} of ${formatProcessors(sum((worker) => worker.cpus))} processors`,
    `${formatMegabytes(sum((worker) => worker.busyMemoryMegabytes))} of ${formatMegabytes(sum((worker) => worker.memoryMegabytes))}`,
  ].join(" · ");
}

function formatProcessors(count: number): string {
  return String(Math.round(count * 10) / 10);
}

function formatMegabytes(megabytes: number): string {
  return megabytes === 0 ? "0" : formatBytes(megabytes * 1_048_576);
}

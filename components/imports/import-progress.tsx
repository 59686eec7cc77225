"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ImportStateBadge } from "#components/imports/import-state-badge";
import { Button } from "#components/ui/button";
import { Failure } from "#components/ui/failure";
import { notify } from "#components/ui/notify";
import { ProgressBar } from "#components/ui/progress-bar";
import { RelativeTime } from "#components/ui/relative-time";
import { formatAmount, formatBytes, formatCount, formatDuration } from "#lib/format";
import type { ImportRow } from "#lib/imports/model";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

interface ImportProgressProps {
  readonly row: ImportRow;
  readonly canWrite: boolean;
  readonly onStart: (ref: { importId: string }) => Promise<Outcome>;
  readonly onCancel: (ref: { importId: string }) => Promise<Outcome>;
}

const pollMilliseconds = 700;

/** Where an import is, live, and what can be done about it. */
export function ImportProgress({ row: initial, canWrite, onStart, onCancel }: ImportProgressProps) {
  const router = useRouter();
  const row = useLiveImport(initial);
  async function act(run: ImportProgressProps["onStart"]) {
    const outcome = await run({ importId: row.id });
    if (!outcome.ok) notify("error", outcome.message);
    router.refresh();
  }
  const isWorking = isMoving(row);
  const canStart =
    canWrite &&
    row.adapter !== null &&
    (row.state === "previewed" || row.state === "failed" || row.state === "cancelled");
  return (
    <header className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="font-mono text-base font-semibold break-all">{row.fileName}</h1>
        <ImportStateBadge state={row.state} />
        <div className="ml-auto flex gap-2">
          {canStart ? (
            <Button look="primary" onClick={() => act(onStart)}>
              {row.state === "previewed" ? `Import ${amountOf(row)}` : "Go on with it"}
            </Button>
          ) : null}
          {canWrite && (isWorking || row.state === "previewed") ? (
            <Button onClick={() => act(onCancel)}>Cancel</Button>
          ) : null}
          {row.state === "succeeded" ? (
            <Button asChild look="primary">
              <Link href={`/${row.kind}?dataset=${row.dataset}`}>Browse the {row.kind}</Link>
            </Button>
          ) : null}
        </div>
      </div>
      <Failure message={row.failure} />
      {isWorking ? <Progress row={row} /> : null}
      <dl className="flex flex-wrap gap-x-6 gap-y-1 tabular-nums [&_dd]:inline [&_dd]:font-semibold [&_dt]:inline [&_dt]:pr-1.5 [&_dt]:text-muted">
        {(
          [
            [row.state === "previewed" ? "Would be added" : "Added", row.added],
            ["Updated", row.updated],
            ["Unchanged", row.unchanged],
            ["Rejected", row.rejected],
          ] as const
        ).map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={name === "Rejected" && count > 0 ? "text-bad" : undefined}>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-[13px] text-muted">
        Into <span className="font-mono">{row.dataset}</span>, {formatBytes(row.fileSizeBytes)}
        {row.fileFormat ? `, ${row.fileFormat}` : ""}
        {row.adapter ? `, read as ${row.adapter}` : ""}
        {row.run ? `, run ${row.run}` : ""}
        {row.model ? `, model ${row.model}` : ""}
        {row.isStrict ? ", strict" : ""}, by {row.createdBy} <RelativeTime at={row.createdAt} />
        {row.startedAt && row.finishedAt
          ? `, took ${formatDuration((Date.parse(String(row.finishedAt)) - Date.parse(String(row.startedAt))) / 1000)}`
          : ""}
        {row.fileHash ? (
          <span className="font-mono" title={`SHA-256 ${row.fileHash}`}>
            {" "}
            · {row.fileHash.slice(0, 12)}
          </span>
        ) : null}
      </p>
    </header>
  );
}

function Progress({ row }: { row: ImportRow }) {
  const isByRecords = row.state === "running" && row.totalRecords !== null;
  const value = isByRecords ? row.position : row.bytesRead;
  const total = isByRecords ? (row.totalRecords ?? 0) : row.fileSizeBytes;
  return (
    <div className="grid gap-1">
      <ProgressBar label="Import" value={value} total={total} />
      <p className="text-[13px] text-muted tabular-nums">
        {row.state === "running"
          ? `${formatCount(row.position)}${row.totalRecords === null ? "" : ` of ${formatCount(row.totalRecords)}`} records`
          : `${formatBytes(row.bytesRead)} of ${formatBytes(row.fileSizeBytes)} here`}
        {remaining(row, value, total)}
      </p>
    </div>
  );
}

function remaining(row: ImportRow, value: number, total: number): string {
  if (!row.startedAt || value === 0 || total <= value) return "";
  const seconds = (Date.now() - Date.parse(String(row.startedAt))) / 1000;
  return seconds < 3 ? "" : `, about ${formatDuration((seconds / value) * (total - value))} left`;
}

function amountOf({ kind, added, updated }: ImportRow): string {
  return kind === "tasks"
    ? formatAmount(added + updated, "task")
    : formatAmount(added + updated, "trajectory", "trajectories");
}

function isMoving({ state }: ImportRow): boolean {
  return state === "uploading" || state === "previewing" || state === "queued" || state === "running";
}

/** Asks again while the import moves, and has the page drawn anew when its state changes. */
function useLiveImport(initial: ImportRow): ImportRow {
  const router = useRouter();
  const [live, setLive] = useState(initial);
  useEffect(() => {
    if (!isMoving(initial)) return;
    const timer = setInterval(async () => {
      const response = await fetch(`/api/imports/${initial.id}`).catch(() => null);
      if (!response?.ok) return;
      const next: ImportRow = await response.json();
      setLive(next);
      if (next.state !== initial.state) router.refresh();
    }, pollMilliseconds);
    return () => clearInterval(timer);
  }, [initial, router]);
  return isMoving(initial) ? live : initial;
}

"use client";

import { Download, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ExportStateBadge } from "#components/exports/export-state-badge";
import { useLiveExport } from "#components/exports/use-live-export";
import { Button } from "#components/ui/button";
import { Failure } from "#components/ui/failure";
import { notify } from "#components/ui/notify";
import { ProgressBar } from "#components/ui/progress-bar";
import { RelativeTime } from "#components/ui/relative-time";
import { isExportMoving } from "#lib/core/export/model";
import { describeChoice, kindLabel } from "#lib/exports/describe";
import { findExportKind, initialValue, type OptionField } from "#lib/exports/kinds";
import type { ExportRow } from "#lib/exports/model";
import { formatCount, formatDuration } from "#lib/format";
import { attempt, type Outcome } from "#lib/outcome";

interface ExportHeaderProps {
  readonly row: ExportRow;
  readonly canWrite: boolean;
  readonly onCancel: (ref: { exportId: string }) => Promise<Outcome<unknown>>;
  readonly onRetry: (ref: { exportId: string }) => Promise<Outcome<unknown>>;
}

/** What an export is, where it is, live, and what can be done about it. */
export function ExportHeader({ row: initial, canWrite, onCancel, onRetry }: ExportHeaderProps) {
  const router = useRouter();
  const row = useLiveExport(initial);
  async function act(run: ExportHeaderProps["onCancel"]) {
    const answer = await attempt(() => run({ exportId: row.id }));
    if (!answer.ok) notify("error", answer.message);
    router.refresh();
  }
  const isMoving = isExportMoving(row.state);
  const canRetry = canWrite && (row.state === "failed" || row.state === "cancelled" || row.expiredAt !== null);
  const [data] = row.files ?? [];
  return (
    <header className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="text-lg font-semibold">{kindLabel(row.kind)}</h1>
        <ExportStateBadge {...row} />
        <div className="ml-auto flex gap-2">
          {canWrite && isMoving ? <Button onClick={() => act(onCancel)}>Cancel</Button> : null}
          {canRetry ? (
            <Button onClick={() => act(onRetry)}>
              <RotateCcw /> Make it again
            </Button>
          ) : null}
          {row.state === "finished" && !row.expiredAt && data ? (
            <Button asChild look="primary">
              <a href={`/api/v1/exports/${row.id}/files/${encodeURIComponent(data.name)}`} download>
                <Download /> Download
              </a>
            </Button>
          ) : null}
        </div>
      </div>
      <Failure message={row.failure} />
      {row.expiredAt ? (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">
          The files were dropped <RelativeTime at={row.expiredAt} /> because the export is old. Its manifest stays. Made
          again, it holds the data of that time.
        </p>
      ) : null}
      {isMoving ? <Progress row={row} /> : null}
      <p className="text-[13px] text-muted">
        <span className="text-text">{capitalize(describeChoice(row))}</span>
        {describeOptions(row)}, by {row.createdBy} <RelativeTime at={row.createdAt} />
        {row.startedAt && row.finishedAt
          ? `, took ${formatDuration((Date.parse(String(row.finishedAt)) - Date.parse(String(row.startedAt))) / 1000)}`
          : ""}
      </p>
    </header>
  );
}

function Progress({ row }: { row: ExportRow }) {
  const { done, total, startedAt } = row;
  const now = useNow(done);
  const seconds = startedAt && now !== null ? (now - Date.parse(String(startedAt))) / 1000 : 0;
  const left = total !== null && done > 0 && seconds >= 3 ? (seconds / done) * (total - done) : null;
  return (
    <div className="grid gap-1">
      <ProgressBar label="Export" value={done} total={total ?? 0} />
      <p className="text-[13px] text-muted tabular-nums">
        {row.state === "queued"
          ? "Waits for a worker"
          : total === null
            ? "Finding what matches"
            : `${formatCount(done)} of ${formatCount(total)}`}
        {left === null ? "" : `, about ${formatDuration(left)} left`}
      </p>
    </div>
  );
}

/** The time of the latest count; null before the page has hydrated, as the server's clock would draw it otherwise. */
function useNow(count: number): number | null {
  const [now, setNow] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another count is what asks for the time
  useEffect(() => setNow(Date.now()), [count]);
  return now;
}

/** What was chosen otherwise than a form offers it first. */
function describeOptions({ kind, options }: ExportRow): string {
  const fields = findExportKind(kind)?.fields ?? [];
  const chosenIn = ({ name }: OptionField) => String(options[name] ?? "");
  return fields
    .filter((field) => field.name in options && chosenIn(field) !== initialValue(field))
    .map((field) => {
      const value = chosenIn(field);
      const choice = "choices" in field ? field.choices.find((each) => each.value === value) : undefined;
      return `; ${field.label.toLowerCase()}: ${choice?.label.toLowerCase() ?? value}`;
    })
    .join("");
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

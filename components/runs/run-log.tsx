"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useLineHash } from "#components/code/use-line-hash";
import { useLogEditor } from "#components/code/use-log-editor";
import { PaneDivider } from "#components/diff/pane-divider";
import { useElementWidth } from "#components/diff/use-element-width";
import { useStored } from "#components/diff/use-stored";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { ConnectionNote } from "#components/live/connection-note";
import { LogToolbar } from "#components/runs/log-toolbar";
import { RunMap } from "#components/runs/run-map";
import { RunSteps } from "#components/runs/run-steps";
import { useRunLog } from "#components/runs/use-run-log";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import { isEnded, type RunStep, type WorkState } from "#lib/core/run/model";
import { formatBytes } from "#lib/format";
import type { RunTest } from "#lib/runs/model";

interface RunLogProps {
  readonly runId: number;
  readonly state: WorkState;
  readonly steps: readonly RunStep[];
  /** What is kept of the log; null while the run lasts, and where nothing is. */
  readonly kept: { readonly sizeBytes: number; readonly isTruncated: boolean } | null;
  /** The tests that a reader of the log looks for, the first of them where there are very many. */
  readonly notPassed: readonly RunTest[];
  readonly notPassedCount: number;
}

const narrowestMap = 1_000;
const mapWidths = { least: 180, usual: 288, most: 560 } as const;

/** The log of a run, live while it lasts. */
export function RunLog({ runId, state, steps, kept, notPassed, notPassedCount }: RunLogProps) {
  const isLive = !isEnded(state);
  const [frame, width] = useElementWidth();
  const [isFollowing, setFollowing] = useState(isLive);
  const [storedWrap, storeWrap] = useStored("assay-log-wrap");
  const [storedWidth, storeWidth] = useStored("assay-log-map-width");
  const [line, nameLine] = useLineHash();
  const isWrapped = storedWrap === null ? (width ?? 0) < narrowestMap : storedWrap === "on";
  const { container, editor, hasFailed } = useLogEditor({
    label: "Log",
    isWrapped,
    onLine: nameLine,
    onLeaveEnd: () => setFollowing(false),
  });
  const { log, connection, isAllAsked, loadAll } = useRunLog(runId, isLive, editor);
  useEffect(() => editor?.follow(isFollowing), [editor, isFollowing]);
  useEffect(() => {
    editor?.mark(line);
    if (line !== null) setFollowing(false);
  }, [editor, line]);
  const isBefore = line !== null && line < log.firstLine;
  useEffect(() => {
    if (isBefore) loadAll();
  }, [isBefore, loadAll]);

  const toggleFollow = () => setFollowing(!isFollowing);
  const toggleWrap = () => storeWrap(isWrapped ? "off" : "on");
  useShortcuts("Log", [
    { keys: "f", description: "Find in the log", run: () => editor?.openFind() },
    { keys: "e", description: "Follow the end", run: toggleFollow },
    { keys: "w", description: "Wrap long lines", run: toggleWrap },
  ]);

  if (hasFailed) {
    return (
      <Notice icon={CircleAlert} title="The viewer could not be loaded">
        Reload the page. The download button gives the same text.
      </Notice>
    );
  }
  const mapWidth = clampWidth(Number(storedWidth) || mapWidths.usual);
  const hasMap = (width ?? 0) >= narrowestMap && notPassed.length > 0;
  return (
    <div ref={frame} className="flex min-h-96 min-w-0 flex-1 flex-col">
      <ConnectionNote connection={connection} />
      {steps.length > 0 ? <RunSteps steps={steps} lines={log.stepLines} /> : null}
      <LogToolbar
        runId={runId}
        log={log}
        isLive={isLive}
        line={line}
        isFollowing={isFollowing}
        isWrapped={isWrapped}
        text={() => editor?.text() ?? ""}
        onFollow={toggleFollow}
        onWrap={toggleWrap}
        onFind={() => editor?.openFind()}
      />
      {kept?.isTruncated ? (
        <LogNote>
          Cut at {formatBytes(kept.sizeBytes)}: the run printed more than that, and the rest was not kept.
        </LogNote>
      ) : null}
      {log.from === 0 ? null : (
        <LogNote>
          These are the last {formatBytes(log.position - log.from)}; {formatBytes(log.from)} come before them.
          <Button size="small" disabled={isAllAsked} onClick={loadAll}>
            {isAllAsked ? "Loading…" : "Load all of it"}
          </Button>
        </LogNote>
      )}
      <div className="flex min-h-0 flex-1">
        {hasMap ? (
          <>
            <div style={{ width: mapWidth }} className="shrink-0 overflow-hidden border-r">
              <RunMap tests={notPassed} total={notPassedCount} />
            </div>
            <PaneDivider
              label="Width of the list of tests"
              width={mapWidth}
              least={mapWidths.least}
              most={mapWidths.most}
              onWidth={(next) => storeWidth(String(Math.round(clampWidth(next))))}
            />
          </>
        ) : null}
        <div className="relative min-w-0 flex-1">
          <div ref={container} className="absolute inset-0" />
          {log.lineCount > 0 ? null : log.hasBegun && log.position === log.sizeBytes ? (
            <EmptyLog state={state} isComplete={log.isComplete} />
          ) : (
            <LogSkeleton />
          )}
        </div>
      </div>
    </div>
  );
}

function LogNote({ children }: { children: React.ReactNode }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warn-soft px-3 py-1 text-[13px] text-warn">
      {children}
    </p>
  );
}

const skeletonWidths = ["w-1/3", "w-2/3", "w-1/2", "w-3/4", "w-2/5", "w-3/5", "w-1/2", "w-2/3"];

function LogSkeleton() {
  return (
    <div
      role="status"
      aria-label="The log is loading"
      className="absolute inset-0 grid content-start gap-2 bg-canvas p-3"
    >
      {skeletonWidths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={index} className={`h-3 ${width}`} />
      ))}
    </div>
  );
}

function EmptyLog({ state, isComplete }: { state: WorkState; isComplete: boolean }) {
  const words = isComplete
    ? "Nothing was printed, or nothing was kept."
    : state === "queued"
      ? "The run waits for a worker. Its log appears here as it comes."
      : "Nothing was printed yet.";
  return <p className="pointer-events-none absolute inset-x-0 top-10 px-6 text-center text-muted">{words}</p>;
}

function clampWidth(width: number): number {
  return Math.min(mapWidths.most, Math.max(mapWidths.least, width));
}

import Link from "next/link";
import type { ReactNode } from "react";
import { VerdictBadge } from "#components/runs/verdict-badge";
import { TrajectoryFlags } from "#components/trajectory/trajectory-flags";
import { TrajectoryVerdictBadge } from "#components/trajectory/trajectory-verdict-badge";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { formatCount, formatDuration } from "#lib/format";
import { countTestStatuses, readTestStatus } from "#lib/runs/test-status";
import type { TrajectoryDetail } from "#lib/trajectories/detail";
import { formatCost, formatTokens } from "#lib/trajectories/format-figures";
import type { PatchRun } from "#lib/trajectories/patch-run";

interface TrajectoryHeaderProps {
  readonly trajectory: TrajectoryDetail;
  /** The run of ours that graded its patch. */
  readonly run: PatchRun | undefined;
  /** Attempts and downloads. */
  readonly actions: ReactNode;
}

export function TrajectoryHeader({ trajectory, run, actions }: TrajectoryHeaderProps) {
  const { instanceId, taskId, parentId, attempt, durationSeconds } = trajectory;
  return (
    <header className="grid gap-1.5 px-4 pt-2 pb-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h1 className="min-w-0 font-mono text-base font-semibold break-all">
          {taskId === null ? (
            <VisibleText text={instanceId} />
          ) : (
            <Link href={`/tasks/${taskId}`} className="hover:text-accent hover:underline">
              <VisibleText text={instanceId} />
            </Link>
          )}
        </h1>
        <CopyButton text={instanceId} label="Copy the instance id" size="smallIcon" />
        <TrajectoryVerdictBadge verdict={trajectory.verdict} />
        <TrajectoryFlags flags={trajectory.flags} />
        <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-[13px] [&_dd]:inline [&_dd]:tabular-nums [&_dt]:inline [&_dt]:pr-1.5 [&_dt]:text-muted">
        {parentId === null ? null : (
          <Fact name="Sub-agent of">
            <Link href={`/trajectories/${parentId}`} className="text-accent hover:underline">
              trajectory {parentId}
            </Link>
          </Fact>
        )}
        <TextFact name="Model" text={trajectory.model} />
        <TextFact name="Scaffold" text={trajectory.scaffold} />
        <TextFact name="Exit" text={trajectory.exitStatus} />
        {attempt === null ? null : <Fact name="Attempt">{attempt}</Fact>}
        <Fact name="Turns">{formatCount(trajectory.turns)}</Fact>
        <TextFact name="Tokens" text={formatTokens(trajectory)} />
        <TextFact name="Cost" text={formatCost(trajectory.costUsd)} />
        {durationSeconds === null ? null : <Fact name="Time">{formatDuration(durationSeconds)}</Fact>}
        {trajectory.startedAt === null ? null : (
          <Fact name="Started">
            <RelativeTime at={trajectory.startedAt} />
          </Fact>
        )}
        {run ? <Tests run={run} /> : null}
      </dl>
    </header>
  );
}

function Tests({ run }: { run: PatchRun }) {
  return (
    <>
      <Fact name="Our tests">
        <Link href={`/runs/${run.id}`} className="hover:underline">
          {run.resolution ? <VerdictBadge resolution={run.resolution} kind="model" /> : `run ${run.id}`}
        </Link>
      </Fact>
      <Statuses name="F2P" letters={run.failToPassStatuses} />
      <Statuses name="P2P" letters={run.passToPassStatuses} />
    </>
  );
}

function Statuses({ name, letters }: { name: string; letters: string | null }) {
  if (!letters) return null;
  const counts = countTestStatuses(Array.from(letters, readTestStatus));
  return (
    <Fact name={name}>
      {counts.map(({ status, count }) => `${formatCount(count)} ${status.toLowerCase()}`).join(", ")}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function TextFact({ name, text }: { name: string; text: string | null }) {
  if (text === null || text === "") return null;
  return (
    <Fact name={name}>
      <VisibleText text={text.slice(0, 300)} />
    </Fact>
  );
}

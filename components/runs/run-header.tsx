import Link from "next/link";
import type { ReactNode } from "react";
import { ElapsedTime } from "#components/live/elapsed-time";
import { FailureClassBadge } from "#components/runs/failure-class-badge";
import { RunMarks } from "#components/runs/run-marks";
import { VerdictBadge } from "#components/runs/verdict-badge";
import { WorkActions, type WorkDeeds } from "#components/runs/work-actions";
import { WorkStateBadge } from "#components/runs/work-state-badge";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { isEnded } from "#lib/core/run/model";
import { cutMiddle, formatCount, formatDuration } from "#lib/format";
import { describeBatch } from "#lib/runs/describe";
import type { BatchRow, RunDetail, RunRow } from "#lib/runs/model";
import { countTestStatuses, readTestStatus } from "#lib/runs/test-status";

interface RunHeaderProps {
  readonly run: RunDetail;
  readonly batch: BatchRow;
  /** The runs of the same task in the same batch. */
  readonly siblings: readonly RunRow[];
  readonly deeds: WorkDeeds | null;
}

export function RunHeader({ run, batch, siblings, deeds }: RunHeaderProps) {
  return (
    <header className="grid gap-2 px-4 pt-3 pb-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h1 className="min-w-0 text-base font-semibold break-all">
          <span className="capitalize">{run.kind}</span> run of{" "}
          <Link href={`/tasks/${run.taskId}`} className="font-mono hover:text-accent hover:underline">
            <VisibleText text={run.instanceId} />
          </Link>
        </h1>
        <CopyButton text={run.instanceId} label="Copy the instance id" size="smallIcon" />
        <WorkStateBadge state={run.state} />
        {run.resolution ? <VerdictBadge resolution={run.resolution} kind={run.kind} /> : null}
        {run.failureClass ? <FailureClassBadge failureClass={run.failureClass} /> : null}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <RunMarks runs={siblings} currentId={run.id} />
          {deeds ? (
            <WorkActions
              batchId={run.batchId}
              taskId={run.taskId}
              taskName={run.instanceId}
              deeds={deeds}
              open={isEnded(run.state) ? 0 : 1}
              failed={run.state === "failed" ? 1 : 0}
              cancelled={run.state === "cancelled" ? 1 : 0}
              size="icon"
            />
          ) : null}
        </div>
      </div>
      {run.reason ? (
        <p className="max-w-prose">
          <VisibleText text={run.reason} />
        </p>
      ) : null}
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-[13px] [&_dd]:inline [&_dt]:inline [&_dt]:pr-1.5 [&_dt]:text-muted">
        <Fact name="Batch">
          <Link href={`/runs/batches/${batch.id}`} className="text-accent hover:underline">
            <VisibleText text={describeBatch(batch)} />
          </Link>
        </Fact>
        {batch.repeats > 1 ? (
          <Fact name="Repeat">
            {run.repeat} of {batch.repeats}
          </Fact>
        ) : null}
        <Statuses name="FAIL_TO_PASS" letters={run.failToPassStatuses} />
        <Statuses name="PASS_TO_PASS" letters={run.passToPassStatuses} />
        <Fact name="Policy">{run.policy}</Fact>
        <TextFact name="Model" text={run.model} />
        <TextFact name="Parser" text={run.parser} />
        <TextFact name="Driver" text={run.driver} />
        <TextFact name="Host" text={run.host} />
        <HashFact name="Image" hash={run.imageDigest} />
        <HashFact name="Environment" hash={run.environmentHash} />
        {run.exitCode === null ? null : <Fact name="Exit code">{run.exitCode}</Fact>}
        <Time run={run} />
      </dl>
    </header>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

function TextFact({ name, text }: { name: string; text: string | null }) {
  if (text === null) return null;
  return (
    <Fact name={name}>
      <VisibleText text={text} />
    </Fact>
  );
}

function HashFact({ name, hash }: { name: string; hash: string | null }) {
  if (hash === null) return null;
  return (
    <Fact name={name}>
      <span className="font-mono" title={hash}>
        <VisibleText text={cutMiddle(hash, 16)} />
      </span>
      <CopyButton
        text={hash}
        label={`Copy the hash of the ${name.toLowerCase()}`}
        size="tinyIcon"
        className="-my-1 align-middle"
      />
    </Fact>
  );
}

/** How the tests of a list ended: `2 passed, 1 failed`. */
function Statuses({ name, letters }: { name: string; letters: string | null }) {
  if (!letters) return null;
  const counts = countTestStatuses(Array.from(letters, readTestStatus));
  return (
    <Fact name={name}>
      {counts.map(({ status, count }) => `${formatCount(count)} ${status.toLowerCase()}`).join(", ")}
    </Fact>
  );
}

function Time({ run }: { run: RunDetail }) {
  if (!run.startedAt) return null;
  return (
    <>
      <Fact name="Started">
        <RelativeTime at={run.startedAt} />
      </Fact>
      {run.durationSeconds !== null ? (
        <Fact name="Took">{formatDuration(run.durationSeconds)}</Fact>
      ) : run.state === "running" ? (
        <Fact name="Runs for">
          <ElapsedTime since={run.startedAt} />
        </Fact>
      ) : null}
    </>
  );
}

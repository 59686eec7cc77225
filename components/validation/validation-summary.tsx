import { Ban, CircleDashed, ShieldCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { FailureClassBadge } from "#components/runs/failure-class-badge";
import { Badge } from "#components/ui/badge";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { isEnded } from "#lib/core/run/model";
import { stageMeanings } from "#lib/core/run/stages";
import { cutMiddle, formatAmount, formatCount } from "#lib/format";
import type { EnvironmentSource, TaskEnvironment } from "#lib/runs/task-environment";
import type { TaskBatch, TaskValidation } from "#lib/runs/task-validation";

interface ValidationSummaryProps {
  readonly validation: TaskValidation;
  readonly environment: TaskEnvironment | null;
}

/** Where the task stands and why, whether gold is gold, and what it is run in. */
export function ValidationSummary({ validation, environment }: ValidationSummaryProps) {
  const { newest, proof, batches } = validation;
  const open = batches.find(({ kind, state }) => kind === "validation" && !isEnded(state));
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-2 sm:grid-cols-[9rem_1fr] [&_dd]:min-w-0 [&_dt]:text-muted">
      <dt>Stands</dt>
      <dd className="grid gap-1">
        <Standing newest={newest} />
        {open ? (
          <p>
            <Link href={`/runs/batches/${open.id}`} prefetch={false} className="text-accent underline">
              A validation is {open.state}
            </Link>
            <span className="text-muted">, asked for by {open.createdBy}</span>
          </p>
        ) : null}
      </dd>
      <dt>Gold is gold</dt>
      <dd>
        <Proof proof={proof} validation={validation} />
      </dd>
      <dt>Environment</dt>
      <dd>
        <EnvironmentLine environment={environment} newest={newest} />
      </dd>
    </dl>
  );
}

function Standing({ newest }: { newest: TaskBatch | null }) {
  if (!newest?.stage) {
    return (
      <p>
        <Badge icon={CircleDashed}>not validated</Badge>{" "}
        <span className="text-muted">Its test lists are a claim so far.</span>
      </p>
    );
  }
  const isAccepted = newest.outcome === "accepted";
  const { name, meaning } = stageMeanings[newest.stage];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={isAccepted ? "good" : "warn"} icon={isAccepted ? ShieldCheck : Ban}>
          {isAccepted ? "passed" : "stopped at"} {newest.stage}
        </Badge>
        <span>
          {name}, where {meaning}
        </span>
        {newest.finishedAt ? (
          <span className="text-muted">
            <RelativeTime at={newest.finishedAt} />
          </span>
        ) : null}
      </p>
      {newest.reason ? (
        <p className="max-w-[80ch] [overflow-wrap:anywhere]">
          {newest.failureClass ? <FailureClassBadge failureClass={newest.failureClass} /> : null}{" "}
          <VisibleText text={newest.reason} />
        </p>
      ) : null}
    </>
  );
}

function Proof({ proof, validation }: { proof: TaskBatch | null; validation: TaskValidation }) {
  if (!proof) return <span className="text-muted">Never proven: no validation has accepted the task yet.</span>;
  const gold = proof.runs.filter(({ kind, state }) => kind === "gold" && state === "finished");
  const full = gold.filter(({ resolution }) => resolution === "FULL").length;
  const digests = [...new Set(gold.flatMap(({ imageDigest }) => imageDigest ?? []))];
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
      <span>
        Last proven {proof.finishedAt ? <RelativeTime at={proof.finishedAt} /> : null} under {proof.policy}:{" "}
        {formatCount(full)} of {formatAmount(gold.length, "gold run")} FULL, on{" "}
        {digests.length === 0 ? "an image without a digest" : digests.length === 1 ? "image" : "images"}
      </span>
      {digests.map((digest) => (
        <Hash key={digest} text={digest} label="Copy the image’s digest" />
      ))}
      <span className="text-muted">
        Proven in {formatAmount(validation.timesProven, "validation")} in all.
        {validation.derived?.batchId === proof.id && !validation.derived.isOfThisContent
          ? " The task has changed since: validate it again."
          : ""}
      </span>
    </div>
  );
}

const sources: Readonly<Record<EnvironmentSource, string>> = {
  task: "set for this task",
  version: "set for this version of the repository",
  repository: "set for the repository",
  row: "from the task’s own row",
  language: "set for the language",
  default: "built in for the language",
};

function EnvironmentLine({ environment, newest }: { environment: TaskEnvironment | null; newest: TaskBatch | null }) {
  const last = newest?.environmentHash ?? null;
  const isOther = environment !== null && last !== null && last !== environment.hash;
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
      {environment ? (
        <>
          <EnvironmentLink hash={environment.hash}>
            <VisibleText text={environment.name} />
          </EnvironmentLink>
          <Hash text={environment.hash} label="Copy the environment’s hash" />
          <span className="text-muted">{sources[environment.source]}</span>
        </>
      ) : (
        <span className="text-muted">None is set; the first run takes the one of its row or language.</span>
      )}
      {isOther ? (
        <span className="text-muted">
          The newest validation had <EnvironmentLink hash={last}>another one</EnvironmentLink>.
        </span>
      ) : null}
    </div>
  );
}

function EnvironmentLink({ hash, children }: { hash: string; children: ReactNode }) {
  return (
    <Link href={`/settings/environments/${hash}`} prefetch={false} className="text-accent underline">
      {children}
    </Link>
  );
}

function Hash({ text, label }: { text: string; label: string }) {
  return (
    <span className="inline-flex items-center font-mono text-[13px]" title={text}>
      {cutMiddle(text, 20)}
      <CopyButton text={text} label={label} size="tinyIcon" className="-my-1" />
    </span>
  );
}

"use client";

import Link from "next/link";
import { Fragment, useEffect, useState } from "react";
import { fetchStep } from "#components/trajectory-compare/fetch-step";
import { Button } from "#components/ui/button";
import { Skeleton } from "#components/ui/skeleton";
import { VisibleText } from "#components/ui/visible-text";
import { readAnsi } from "#lib/core/text/read-ansi";
import type { FoldedStep } from "#lib/core/trajectory/fold-step";
import { formatAmount, formatCount } from "#lib/format";
import { listSections } from "#lib/trajectories/list-sections";

interface StepTextProps {
  readonly side: "Left" | "Right";
  readonly trajectoryId: number;
  /** Null where the side has no turn there. */
  readonly number: number | null;
}

/** What a step says, calls and is answered, fetched when it is shown. */
export function StepText({ side, trajectoryId, number }: StepTextProps) {
  const { step, failure, retry } = useStep(trajectoryId, number);
  return (
    <section aria-label={`${side} text`} className="min-w-0 rounded-md border bg-canvas p-3">
      {number === null ? (
        <p className="text-[13px] text-muted">The {side.toLowerCase()} has no turn here.</p>
      ) : failure !== null ? (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-[13px] text-bad">
          {failure}
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        </p>
      ) : step ? (
        <Sections trajectoryId={trajectoryId} folded={step} />
      ) : (
        <Skeleton className="h-16" />
      )}
    </section>
  );
}

function Sections({ trajectoryId, folded: { step, cuts } }: { trajectoryId: number; folded: FoldedStep }) {
  const whole = cuts.reduce((sum, { characters }) => sum + characters, 0);
  return (
    <div className="grid gap-2">
      {listSections(step).map(({ title, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sections of a step never move
        <section key={index} className="min-w-0">
          <h3 className="text-xs font-medium text-muted">
            <VisibleText text={title} />
          </h3>
          <div dir="ltr" className="font-mono text-xs/5 [overflow-wrap:anywhere] whitespace-pre-wrap [tab-size:4]">
            <Lines text={readAnsi(text, undefined, true).text} />
          </div>
        </section>
      ))}
      <p className="text-[13px] text-muted">
        {cuts.length > 0
          ? `${formatAmount(cuts.length, "text")} of ${formatCount(whole)} characters ${cuts.length === 1 ? "is" : "are"} cut here. `
          : null}
        <Link
          href={`/trajectories/${trajectoryId}#step-${step.number}`}
          prefetch={false}
          className="text-accent hover:underline"
        >
          Open step {step.number} in the replay
        </Link>
      </p>
    </div>
  );
}

/** Line ends are seen by themselves and need no name. */
function Lines({ text }: { text: string }) {
  return text.split("\n").map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never move
    <Fragment key={index}>
      {index === 0 ? null : "\n"}
      <VisibleText text={line} />
    </Fragment>
  ));
}

function useStep(trajectoryId: number, number: number | null) {
  const [step, setStep] = useState<FoldedStep | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again for the same
  useEffect(() => {
    if (number === null) return;
    const left = new AbortController();
    setFailure(null);
    fetchStep(trajectoryId, number, left.signal).then(setStep, (error: unknown) => {
      if (!left.signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
    });
    return () => left.abort();
  }, [trajectoryId, number, tries]);
  return { step, failure, retry: () => setTries(tries + 1) };
}

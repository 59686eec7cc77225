import { cn } from "#lib/class-names";
import type { RunStep } from "#lib/core/run/model";
import { formatDuration } from "#lib/format";
import { inWords } from "#lib/runs/describe";

interface RunStepsProps {
  readonly steps: readonly RunStep[];
  /** On which line of the log each begins; empty where that is not known yet. */
  readonly lines: readonly number[];
}

/** The parts of a run with how long each took, as one bar and in words; each leads to its lines. */
export function RunSteps({ steps, lines }: RunStepsProps) {
  return (
    <section aria-label="Steps" className="grid gap-1.5 border-b px-3 py-2">
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full">
        {steps.map((step, index) => (
          <div
            key={`${step.name} ${step.logFrom}`}
            className={cn("min-w-1", isFailed(step) ? "bg-bad" : index % 2 === 0 ? "bg-accent" : "bg-muted")}
            style={{ flexGrow: step.seconds, flexBasis: 0 }}
          />
        ))}
      </div>
      <ol className="flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
        {steps.map((step, index) => (
          <li key={`${step.name} ${step.logFrom}`} className="whitespace-nowrap">
            <StepName step={step} line={lines[index]} />{" "}
            <span className="text-muted tabular-nums">{formatSeconds(step.seconds)}</span>
            {isFailed(step) ? <span className="text-bad"> exit code {step.exitCode}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepName({ step, line }: { step: RunStep; line: number | undefined }) {
  if (line === undefined) return <span>{inWords(step.name)}</span>;
  return (
    <a href={`#L${line}`} className="hover:text-accent hover:underline" title={`To line ${line} of the log`}>
      {inWords(step.name)}
    </a>
  );
}

function isFailed(step: RunStep): boolean {
  return step.exitCode !== null && step.exitCode !== 0;
}

function formatSeconds(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : formatDuration(seconds);
}

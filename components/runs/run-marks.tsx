import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from "lucide-react";
import Link from "next/link";
import { cn } from "#lib/class-names";
import { type RunKind, runKinds } from "#lib/core/run/model";
import { inWords } from "#lib/runs/describe";
import type { RunMark } from "#lib/runs/model";

interface RunMarksProps {
  readonly runs: readonly RunMark[];
  /** The run whose page this is. */
  readonly currentId?: number;
}

/** The runs of a task as links, grouped by whose patch they have. */
export function RunMarks({ runs, currentId }: RunMarksProps) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      {runKinds.map((kind) => {
        const own = runs.filter((run) => run.kind === kind).toSorted((a, b) => a.repeat - b.repeat);
        if (own.length === 0) return null;
        return (
          <span key={kind} className="inline-flex items-center gap-0.5">
            <span className="pr-0.5 text-xs text-muted">{kind}</span>
            {own.map((run) => (
              <MarkLink key={run.id} run={run} isCurrent={run.id === currentId} />
            ))}
          </span>
        );
      })}
    </span>
  );
}

function MarkLink({ run, isCurrent }: { run: RunMark; isCurrent: boolean }) {
  const { icon: Icon, tone } = lookOf(run);
  const label = `${nameOf(run.kind)} run ${run.repeat}: ${inWords(run.resolution ?? run.state)}`;
  return (
    <Link
      href={`/runs/${run.id}`}
      prefetch={false}
      title={label}
      aria-label={label}
      aria-current={isCurrent ? "page" : undefined}
      className={cn("inline-flex size-6 items-center justify-center rounded hover:bg-sunken", isCurrent && "bg-sunken")}
    >
      <Icon aria-hidden className={cn("size-4", tone)} />
    </Link>
  );
}

function nameOf(kind: RunKind): string {
  return { empty: "Empty", gold: "Gold", model: "Model" }[kind];
}

function lookOf({ kind, state, resolution }: RunMark): { icon: LucideIcon; tone: string } {
  switch (resolution) {
    case "FULL":
      return { icon: CircleCheck, tone: "text-good" };
    case "PARTIAL":
      return { icon: CircleSlash, tone: "text-warn" };
    case "NO":
      return { icon: CircleX, tone: kind === "empty" ? "text-muted" : "text-bad" };
    case "NOT_GRADED":
      return { icon: CircleHelp, tone: "text-warn" };
    case null:
      return lookOfState[state];
  }
}

const lookOfState: Record<RunMark["state"], { icon: LucideIcon; tone: string }> = {
  queued: { icon: CircleDashed, tone: "text-muted" },
  running: { icon: LoaderCircle, tone: "text-accent" },
  finished: { icon: CircleCheck, tone: "text-muted" },
  failed: { icon: CircleX, tone: "text-bad" },
  cancelled: { icon: Ban, tone: "text-muted" },
};

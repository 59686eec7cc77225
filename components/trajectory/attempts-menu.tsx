"use client";

import { ChevronLeft, ChevronRight, GitCompareArrows, Layers } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { TrajectoryVerdictBadge } from "#components/trajectory/trajectory-verdict-badge";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { VisibleText } from "#components/ui/visible-text";
import { cn } from "#lib/class-names";
import { formatAmount, formatCount } from "#lib/format";
import type { Attempt } from "#lib/trajectories/attempts";

interface AttemptsMenuProps {
  readonly attempts: readonly Attempt[];
  readonly currentId: number;
  /** Where more were made than are listed. */
  readonly hasMore: boolean;
}

/** What else was tried on the same task: the one before, the one after, and all of them. */
export function AttemptsMenu({ attempts, currentId, hasMore }: AttemptsMenuProps) {
  const router = useRouter();
  const place = attempts.findIndex(({ id }) => id === currentId);
  const previous = place === -1 ? undefined : attempts[place - 1];
  const next = place === -1 ? undefined : attempts[place + 1];
  const go = (attempt: Attempt | undefined) => {
    if (attempt) router.push(`/trajectories/${attempt.id}`);
  };
  useShortcuts("Task", [
    { keys: "[", description: "Previous attempt on this task", run: () => go(previous) },
    { keys: "]", description: "Next attempt on this task", run: () => go(next) },
  ]);
  return (
    <nav aria-label="Attempts on this task" className="flex items-center gap-1">
      <StepLink attempt={previous} label="Previous attempt ([)">
        <ChevronLeft />
      </StepLink>
      <Popover
        label="Attempts on this task"
        align="end"
        isBare
        isWide
        trigger={
          <Button size="small">
            <Layers aria-hidden />
            <span className="tabular-nums">
              {place === -1
                ? formatAmount(attempts.length, "attempt")
                : `${formatCount(place + 1)} of ${formatCount(attempts.length)}`}
              {hasMore ? " or more" : ""}
            </span>
          </Button>
        }
      >
        <ol className="max-h-96 overflow-y-auto py-1 text-[13px]">
          {attempts.map((attempt) => (
            <li key={attempt.id} className="flex">
              <Link
                href={`/trajectories/${attempt.id}`}
                prefetch={false}
                aria-current={attempt.id === currentId ? "page" : undefined}
                className={cn(
                  "flex min-w-0 flex-1 items-center gap-2 px-3 py-1.5 -outline-offset-2 hover:bg-sunken",
                  attempt.id === currentId && "bg-accent-soft",
                )}
              >
                <span className="min-w-0 flex-1 truncate">
                  <VisibleText text={(attempt.model ?? attempt.scaffold ?? "unknown model").slice(0, 120)} />
                  {attempt.attempt === null ? null : <span className="text-muted"> · attempt {attempt.attempt}</span>}
                </span>
                <span className="text-muted tabular-nums">{formatAmount(attempt.turns, "turn")}</span>
                <TrajectoryVerdictBadge verdict={attempt.verdict} />
              </Link>
              {attempt.id === currentId ? null : (
                <Link
                  href={`/trajectories/compare?left=${currentId}&right=${attempt.id}`}
                  prefetch={false}
                  aria-label={`Compare with trajectory ${attempt.id}`}
                  title="Compare with this one"
                  className="grid w-9 place-items-center text-muted -outline-offset-2 hover:bg-sunken hover:text-accent"
                >
                  <GitCompareArrows aria-hidden className="size-4" />
                </Link>
              )}
            </li>
          ))}
          {hasMore ? (
            <li className="px-3 py-1.5 text-muted">More were made; the list of trajectories has them all.</li>
          ) : null}
        </ol>
      </Popover>
      <StepLink attempt={next} label="Next attempt (])">
        <ChevronRight />
      </StepLink>
    </nav>
  );
}

interface StepLinkProps {
  readonly attempt: Attempt | undefined;
  readonly label: string;
  readonly children: React.ReactNode;
}

function StepLink({ attempt, label, children }: StepLinkProps) {
  if (!attempt) {
    return (
      <Button size="smallIcon" disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Button size="smallIcon" asChild>
      <Link href={`/trajectories/${attempt.id}`} prefetch={false} aria-label={label} title={label}>
        {children}
      </Link>
    </Button>
  );
}

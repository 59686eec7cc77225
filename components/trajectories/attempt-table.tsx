"use client";

import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { FlagBadges } from "#components/trajectories/flag-badges";
import { TrajectoryVerdictBadge } from "#components/trajectory/trajectory-verdict-badge";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount, formatCost, formatCount, formatDuration, formatShortCount } from "#lib/format";
import type { TrajectoryRow } from "#lib/trajectories/list-model";

const columns = [
  { label: "Compare" },
  { label: "Attempt" },
  { label: "Model" },
  { label: "Scaffold" },
  { label: "Verdict" },
  { label: "Exit status", isMinor: true },
  { label: "Turns", isNumber: true },
  { label: "Tokens", isNumber: true, isMinor: true },
  { label: "Cost", isNumber: true, isMinor: true },
  { label: "Time", isNumber: true, isMinor: true },
  { label: "Flags" },
  { label: "Run", isMinor: true },
];

/** The attempts at one task; two of them are chosen to be compared, the third choice replaces the first. */
export function AttemptTable({ attempts }: { attempts: readonly TrajectoryRow[] }) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [left, right] = chosen;
  function toggle(id: number) {
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-2));
  }
  return (
    <section className="grid gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-3 px-4">
        <h2 className="text-sm font-semibold">{formatAmount(attempts.length, "attempt")}</h2>
        {left !== undefined && right !== undefined ? (
          <Button asChild size="small">
            <Link href={`/trajectories/compare?left=${left}&right=${right}`}>
              <GitCompareArrows /> Compare the two
            </Link>
          </Button>
        ) : (
          <span className="text-[13px] text-muted">
            {attempts.length > 1 ? "Choose two to compare them." : "There is no other to compare it with."}
          </span>
        )}
      </div>
      <PlainTable label="Attempts" columns={columns}>
        {attempts.map((row) => (
          <AttemptLine key={row.id} row={row} isChosen={chosen.includes(row.id)} onToggle={() => toggle(row.id)} />
        ))}
      </PlainTable>
    </section>
  );
}

interface AttemptLineProps {
  readonly row: TrajectoryRow;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function AttemptLine({ row, isChosen, onToggle }: AttemptLineProps) {
  return (
    <tr className={isChosen ? "bg-accent-soft" : undefined}>
      <td>
        <Checkbox aria-label={`Compare trajectory ${row.id}`} checked={isChosen} onChange={onToggle} />
      </td>
      <td>
        <Link href={`/trajectories/${row.id}`} prefetch={false} className="hover:text-accent hover:underline">
          {row.attempt === null ? `Trajectory ${row.id}` : `Attempt ${row.attempt}`}
        </Link>
      </td>
      <td>{name(row.model)}</td>
      <td>{name(row.scaffold)}</td>
      <td>{row.verdict ? <TrajectoryVerdictBadge verdict={row.verdict} /> : missing}</td>
      <td className="max-sm:hidden">{name(row.exitStatus)}</td>
      <td className="text-right tabular-nums">{formatCount(row.turns)}</td>
      <td className="text-right tabular-nums max-sm:hidden">{amount(row.tokens, formatShortCount)}</td>
      <td className="text-right tabular-nums max-sm:hidden">{amount(row.costUsd, formatCost)}</td>
      <td className="text-right tabular-nums max-sm:hidden">{amount(row.durationSeconds, formatDuration)}</td>
      <td>{row.flags.length > 0 ? <FlagBadges flags={row.flags} /> : missing}</td>
      <td className="max-sm:hidden">{name(row.run)}</td>
    </tr>
  );
}

const missing = <span className="text-muted">–</span>;

function name(text: string | null) {
  return text === null ? missing : <VisibleText text={text} />;
}

function amount(value: number | null, format: (value: number) => string) {
  return value === null ? missing : format(value);
}

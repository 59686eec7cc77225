"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import type { useTrajectoryFind } from "#components/trajectory/use-trajectory-find";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { formatAmount, formatCount } from "#lib/format";

const label = "Find in this trajectory";

export function TrajectoryFindBar({ find }: { find: ReturnType<typeof useTrajectoryFind> }) {
  const { query, total } = find;
  return (
    <search className="flex items-center gap-1 border-b bg-surface px-2 py-1.5">
      <Input
        autoFocus
        value={query}
        aria-label={label}
        placeholder={label}
        maxLength={200}
        className="max-w-80"
        onFocus={(event) => event.target.select()}
        onChange={(event) => find.search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") find.step(event.shiftKey ? -1 : 1);
          if (event.key === "Escape") find.close();
        }}
      />
      <output className="min-w-28 px-1 text-[13px] text-muted tabular-nums">{describeFind(find)}</output>
      <Button look="quiet" size="icon" aria-label="Previous hit" disabled={total === 0} onClick={() => find.step(-1)}>
        <ChevronUp />
      </Button>
      <Button look="quiet" size="icon" aria-label="Next hit" disabled={total === 0} onClick={() => find.step(1)}>
        <ChevronDown />
      </Button>
      <Button look="quiet" size="icon" className="ml-auto" aria-label="Close the find bar" onClick={find.close}>
        <X />
      </Button>
    </search>
  );
}

function describeFind(find: ReturnType<typeof useTrajectoryFind>): string {
  if (find.failure !== null) return find.failure;
  if (find.query === "") return "";
  if (!find.isSettled) return "Looking…";
  if (find.total === 0) return "Not found";
  const total = find.isComplete ? formatCount(find.total) : `${formatCount(find.total)} or more`;
  if (find.at >= 0) return `${formatCount(find.at + 1)} of ${total}`;
  return `${total} in ${formatAmount(find.steps.length, "step")}`;
}

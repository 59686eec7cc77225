"use client";

import { Coins } from "lucide-react";
import { useMemo } from "react";
import { TurnBars } from "#components/trajectory/turn-bars";
import { Notice } from "#components/ui/notice";
import { tokensOf } from "#lib/core/trajectory/map-shapes";
import type { StepOutline } from "#lib/core/trajectory/outline";
import { formatCount } from "#lib/format";

interface TokensPanelProps {
  readonly outline: readonly StepOutline[];
  readonly current: number;
  readonly onStep: (number: number) => void;
}

const mostRows = 15;

/** What each turn used, as bars, and the turns that used the most as a table. */
export function TokensPanel({ outline, current, onStep }: TokensPanelProps) {
  const turns = useMemo(() => outline.filter(({ kind }) => kind === "agent"), [outline]);
  const largest = useMemo(() => turns.toSorted((a, b) => tokensOf(b) - tokensOf(a)).slice(0, mostRows), [turns]);
  const hasTokens = turns.some((step) => tokensOf(step) > 0);
  const hasCost = turns.some(({ costUsd }) => costUsd !== null);
  if (!hasTokens && !hasCost) {
    return (
      <Notice icon={Coins} title="No tokens are told">
        The source says of no turn how many tokens it used or what it cost.
      </Notice>
    );
  }
  return (
    <div className="grid gap-4 overflow-y-auto p-3">
      {hasTokens ? (
        <>
          <TurnBars
            title="Prompt tokens per turn"
            turns={turns}
            current={current}
            measure={({ promptTokens }) => promptTokens ?? 0}
            format={formatCount}
            onStep={onStep}
          />
          <TurnBars
            title="Completion tokens per turn"
            turns={turns}
            current={current}
            measure={({ completionTokens }) => completionTokens ?? 0}
            format={formatCount}
            onStep={onStep}
          />
        </>
      ) : null}
      {hasCost ? (
        <TurnBars
          title="Cost per turn"
          turns={turns}
          current={current}
          measure={({ costUsd }) => costUsd ?? 0}
          format={formatCost}
          onStep={onStep}
        />
      ) : null}
      <table className="w-full text-[13px] tabular-nums">
        <caption className="pb-1 text-left font-medium">
          {turns.length > mostRows ? `The ${mostRows} largest turns` : "All turns, the largest first"}
        </caption>
        <thead className="text-muted [&_th]:py-1 [&_th]:pr-3 [&_th]:text-right [&_th]:font-normal">
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Prompt</th>
            <th scope="col">Completion</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody className="[&_td]:border-t [&_td]:py-1 [&_td]:pr-3 [&_td]:text-right">
          {largest.map((step) => (
            <tr key={step.number}>
              <td>
                <button type="button" className="text-accent hover:underline" onClick={() => onStep(step.number)}>
                  #{step.number}
                </button>
              </td>
              <td>{step.promptTokens === null ? "–" : formatCount(step.promptTokens)}</td>
              <td>{step.completionTokens === null ? "–" : formatCount(step.completionTokens)}</td>
              <td>{step.costUsd === null ? "–" : formatCost(step.costUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function formatCost(cost: number): string {
  return `$${cost.toFixed(4)}`;
}

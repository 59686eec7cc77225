"use client";

import { useStepScene } from "#components/trajectory/step-scene";
import { Button } from "#components/ui/button";
import { VisibleText } from "#components/ui/visible-text";
import type { Step } from "#lib/core/trajectory/model";
import { formatCount } from "#lib/format";

/** What the source says around a step, and the way to all of it. */
export function StepMetadata({ step }: { step: Step }) {
  const { read } = useStepScene();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t pt-2 text-xs text-muted">
      <dl className="contents [&_dd]:inline [&_dd]:tabular-nums [&_dt]:inline [&_dt]:pr-1">
        {factsOf(step).map(([name, value]) => (
          <div key={name} className="min-w-0 [overflow-wrap:anywhere]">
            <dt>{name}</dt>
            <dd className="text-text">
              <VisibleText text={value.slice(0, 300)} />
            </dd>
          </div>
        ))}
      </dl>
      <Button size="small" onClick={() => read({ step: step.number, path: null })}>
        Whole step as JSON
      </Button>
    </div>
  );
}

function factsOf(step: Step): (readonly [name: string, value: string])[] {
  const agent = step.kind === "agent" ? step : null;
  const metrics = agent?.metrics;
  const count = (value: number | null | undefined) => (value == null ? null : formatCount(value));
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ["Time", step.timestamp],
    ["Model", agent?.model],
    ["Effort", agent?.reasoningEffort == null ? null : String(agent.reasoningEffort)],
    ["Prompt tokens", count(metrics?.promptTokens)],
    ["Cached", count(metrics?.cachedTokens)],
    ["Completion tokens", count(metrics?.completionTokens)],
    ["Cost", metrics?.costUsd == null ? null : `$${metrics.costUsd.toFixed(4)}`],
    ["Model calls", count(agent?.llmCallCount)],
  ];
  return facts.flatMap(([name, value]) => (value == null ? [] : [[name, value] as const]));
}

"use client";

import { ActionView } from "#components/trajectory/action-view";
import { CondensationView } from "#components/trajectory/condensation-view";
import { ContentView } from "#components/trajectory/content-view";
import { ResultView } from "#components/trajectory/result-view";
import { useStepScene } from "#components/trajectory/step-scene";
import { SubagentLinks } from "#components/trajectory/subagent-links";
import { TextBlock } from "#components/trajectory/text-block";
import { VisibleText } from "#components/ui/visible-text";
import type { StepPart } from "#lib/core/trajectory/arrange-step";
import type { ToolCall } from "#lib/core/trajectory/model";

export function StepPartView({ part }: { part: StepPart }) {
  const scene = useStepScene();
  switch (part.kind) {
    case "reasoning":
      return scene.isReasoningShown ? (
        <div className="border-l-2 pl-3">
          <h3 className="text-xs font-medium text-muted">Reasoning</h3>
          <TextBlock path={part.path} text={part.text} look="reasoning" />
        </div>
      ) : null;
    case "message":
      return <ContentView path={part.path} content={part.content} look="prose" />;
    case "call":
      return (
        <div className="grid min-w-0 gap-1.5">
          <ToolName call={part.call} />
          {part.actions.map((action, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the actions of a call never move
            <ActionView key={index} path={part.path} call={part.call} action={action} main={part.actions[0]} />
          ))}
        </div>
      );
    case "result":
      return scene.areObservationsShown ? <ResultView part={part} /> : null;
    case "subagents":
      return <SubagentLinks refs={part.refs} />;
    case "condensation":
      return <CondensationView part={part} />;
    case "error":
      return (
        <div className="border-l-2 border-bad pl-3">
          {part.classification === null ? null : (
            <h3 className="text-[13px] font-medium text-bad">
              <VisibleText text={part.classification.slice(0, 300)} />
            </h3>
          )}
          <TextBlock path={part.path} text={part.message} look="code" />
        </div>
      );
    case "silence":
      return null;
  }
}

function ToolName({ call }: { call: ToolCall }) {
  return (
    <h3 className="min-w-0 truncate font-mono text-xs text-muted" title={call.name.slice(0, 300)}>
      <VisibleText text={call.name.slice(0, 120)} />
    </h3>
  );
}

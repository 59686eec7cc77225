"use client";

import { Scissors } from "lucide-react";
import { useStepScene } from "#components/trajectory/step-scene";
import { TextBlock } from "#components/trajectory/text-block";
import type { StepPart } from "#lib/core/trajectory/arrange-step";
import { formatRanges } from "#lib/core/trajectory/format-ranges";

/** Where the scaffold shortened the context: what the model no longer sees, and what stands in its place. */
export function CondensationView({ part }: { part: Extract<StepPart, { kind: "condensation" }> }) {
  const { goTo } = useStepScene();
  const [first] = part.forgotten;
  return (
    <div className="grid min-w-0 gap-1 border-l-2 border-warn pl-3">
      <p className="flex flex-wrap items-center gap-1.5 text-[13px]">
        <Scissors aria-hidden className="size-3.5 text-warn" />
        {first === undefined ? (
          "The context was shortened; the source does not say which steps were forgotten."
        ) : (
          <>
            Forgotten from here on: steps {formatRanges(part.forgotten)}.
            <button type="button" className="text-accent hover:underline" onClick={() => goTo(first)}>
              Go to step {first}
            </button>
          </>
        )}
      </p>
      {part.summary === null ? null : <TextBlock path={part.path} text={part.summary} look="prose" />}
    </div>
  );
}

"use client";

import { Bot } from "lucide-react";
import Link from "next/link";
import { useStepScene } from "#components/trajectory/step-scene";
import { VisibleText } from "#components/ui/visible-text";
import type { SubagentRef } from "#lib/core/trajectory/model";
import { formatAmount } from "#lib/format";
import { findSubagent } from "#lib/trajectories/find-subagent";

/** The sub-agents that did the work: each that was imported with this trajectory is a link to its own. */
export function SubagentLinks({ refs }: { refs: readonly SubagentRef[] }) {
  const { subagents } = useStepScene();
  return (
    <ul className="grid gap-1 text-[13px]">
      {refs.map((ref, index) => {
        const found = findSubagent(subagents, ref);
        const name = (ref.trajectoryId ?? ref.sessionId ?? ref.path ?? "without a name").slice(0, 200);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and names may repeat
          <li key={index} className="flex min-w-0 items-center gap-1.5">
            <Bot aria-hidden className="size-4 shrink-0 text-muted" />
            {found ? (
              <Link
                href={`/trajectories/${found.id}`}
                className="min-w-0 text-accent [overflow-wrap:anywhere] hover:underline"
              >
                Open sub-agent <VisibleText text={name} />, {formatAmount(found.steps, "step")}
              </Link>
            ) : (
              <span className="min-w-0 [overflow-wrap:anywhere] text-muted">
                Sub-agent <VisibleText text={name} />,{" "}
                {ref.path === null
                  ? "not in this record"
                  : "in a file of its own, which was not imported with this one"}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

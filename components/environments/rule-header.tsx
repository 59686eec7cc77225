"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { TargetName } from "#components/environments/target-name";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { notify } from "#components/ui/notify";
import type { KnownTarget, RuleRow, RuleTarget } from "#lib/environments/model";
import { bareTarget } from "#lib/environments/names";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

export interface RuleActions {
  readonly set: (input: { target: RuleTarget; environmentHash: string; ruleId: number | null }) => Promise<Outcome>;
  readonly end: (input: { ruleId: number }) => Promise<Outcome>;
}

interface RuleHeaderProps {
  /** The last rule of the target. */
  readonly rule: RuleRow;
  /** Null for those who may only read. */
  readonly actions: RuleActions | null;
}

export function RuleHeader({ rule, actions }: RuleHeaderProps) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  async function settle(work: Promise<Outcome>, done: string) {
    setBusy(true);
    const outcome = await work;
    setBusy(false);
    if (outcome.ok) notify("success", done);
    else notify("error", outcome.message);
    router.refresh();
  }
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <h1 className="min-w-0 font-mono text-base font-semibold break-all">
        <TargetName target={rule.target} />
      </h1>
      <Badge>{rule.target.scope}</Badge>
      {rule.endedAt ? <Badge tone="warn">no rule in force</Badge> : <Badge tone="good">in force</Badge>}
      <Link href={tasksHref(rule.target)} className="text-[13px] text-accent hover:underline">
        {rule.target.scope === "task" ? "The task" : "Its tasks"}
      </Link>
      {actions ? (
        <div className="ml-auto">
          {rule.endedAt ? (
            <Button
              disabled={isBusy}
              onClick={() =>
                settle(
                  actions.set({
                    target: bareTarget(rule.target),
                    environmentHash: rule.environmentHash,
                    ruleId: null,
                  }),
                  "In force again",
                )
              }
            >
              Put it in force again
            </Button>
          ) : (
            <Button disabled={isBusy} onClick={() => settle(actions.end({ ruleId: rule.id }), "The rule is ended")}>
              End this rule
            </Button>
          )}
        </div>
      ) : null}
    </header>
  );
}

function tasksHref(target: KnownTarget): string {
  switch (target.scope) {
    case "task":
      return `/tasks/${target.taskId}`;
    case "repository":
      return `/tasks?${new URLSearchParams({ repo: target.repo })}`;
    case "language":
      return `/tasks?${new URLSearchParams({ language: target.language })}`;
  }
}

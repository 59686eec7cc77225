"use client";

import { useId } from "react";
import { TargetName } from "#components/environments/target-name";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import type { RuleRow } from "#lib/environments/model";
import { formatAmount, formatCount } from "#lib/format";

interface RuleChoiceProps {
  readonly rules: readonly RuleRow[];
  /** How many more there are, which keep the old version. */
  readonly hidden: number;
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
}

/** Which of the rules of the old version move to the new one. */
export function RuleChoice({ rules, hidden, chosen, onChoose }: RuleChoiceProps) {
  const id = useId();
  function toggle(ruleId: number, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(ruleId);
    else next.delete(ruleId);
    onChoose(next);
  }
  const isAll = chosen.size === rules.length;
  return (
    <section aria-labelledby={id} className="grid content-start gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 id={id} className="text-sm font-semibold">
          Rules to move to the new version
        </h2>
        {rules.length > 1 ? (
          <Button
            size="small"
            look="quiet"
            onClick={() => onChoose(new Set(isAll ? [] : rules.map((rule) => rule.id)))}
          >
            {isAll ? "None" : "All"}
          </Button>
        ) : null}
      </div>
      {rules.length === 0 ? (
        <p className="text-[13px] text-muted">No rule uses the version that you edit.</p>
      ) : (
        <>
          <ul className="grid max-h-80 gap-1 overflow-y-auto">
            {rules.map((rule) => (
              <li key={rule.id}>
                <label className="flex cursor-pointer items-center gap-2 py-0.5 font-mono text-[13px] break-all">
                  <Checkbox checked={chosen.has(rule.id)} onChange={(event) => toggle(rule.id, event.target.checked)} />
                  <span>
                    <TargetName target={rule.target} />
                  </span>
                </label>
              </li>
            ))}
          </ul>
          <p className="text-[13px] text-muted">
            {formatCount(chosen.size)} of {formatCount(rules.length + hidden)} chosen; the others keep the old version.
            {hidden > 0 ? ` ${formatAmount(hidden, "rule is", "rules are")} not shown.` : null}
          </p>
        </>
      )}
    </section>
  );
}

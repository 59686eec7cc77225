"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { RuleActions } from "#components/environments/rule-header";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import type { EnvironmentRow, RuleRow } from "#lib/environments/model";
import { bareTarget, shortHash } from "#lib/environments/names";

interface RuleMoveFormProps {
  readonly rule: RuleRow;
  /** The newest ones, without the one that it uses. */
  readonly environments: readonly Pick<EnvironmentRow, "hash" | "name">[];
  /** Whether there are more than these. */
  readonly isCut: boolean;
  readonly onSet: RuleActions["set"];
}

/** Changes a rule to another environment. */
export function RuleMoveForm({ rule, environments, isCut, onSet }: RuleMoveFormProps) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const environmentHash = String(new FormData(event.currentTarget).get("environment"));
    const ruleId = rule.endedAt ? null : rule.id;
    const outcome = await onSet({ target: bareTarget(rule.target), environmentHash, ruleId });
    setError(outcome.ok ? undefined : outcome.message);
    if (outcome.ok) notify("success", "The rule is changed");
    router.refresh();
  }
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-wrap items-end gap-2 px-4 py-4">
      <div className="min-w-0 flex-1">
        <Field
          label="Change to another environment"
          hint={isCut ? "The newest are listed. An older one can be used from its own page." : ""}
          error={error}
        >
          {(control) => (
            <Select {...control} name="environment" className="w-full">
              {environments.map(({ hash, name }) => (
                <option key={hash} value={hash}>
                  {name} ({shortHash(hash)})
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Button type="submit">Change</Button>
    </form>
  );
}

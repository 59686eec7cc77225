"use client";

import { useState } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { type PolicyId, policies, policyIds } from "#lib/core/grading/policies";
import { type DriverChoice, driverChoices } from "#lib/runs/model";

export interface EvaluationChoice {
  readonly policy: PolicyId;
  readonly repeats: number;
  readonly driver: DriverChoice;
}

/** How patches are to be graded: fields of a form, which `readEvaluation` reads. */
export function EvaluationFields() {
  const [policy, setPolicy] = useState<PolicyId>("skywork");
  return (
    <>
      <Field label="Policy" hint={policies[policy].description}>
        {(control) => (
          <Select
            {...control}
            name="policy"
            value={policy}
            onChange={({ target }) => setPolicy(policyIds.find((id) => id === target.value) ?? policy)}
          >
            {policyIds.map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Repeats" hint="The worst of the repeats stands for a patch.">
        {(control) => <Input {...control} name="repeats" type="number" min={1} max={20} defaultValue={1} required />}
      </Field>
      <Field label="Sandbox">
        {(control) => (
          <Select {...control} name="driver" defaultValue="auto">
            {driverChoices.map((choice) => (
              <option key={choice} value={choice}>
                {choice === "auto" ? "what the worker's machine has" : choice}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}

export function readEvaluation(form: FormData): EvaluationChoice {
  return {
    policy: policyIds.find((id) => id === form.get("policy")) ?? "skywork",
    repeats: Number(form.get("repeats")),
    driver: driverChoices.find((choice) => choice === form.get("driver")) ?? "auto",
  };
}

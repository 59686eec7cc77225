"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import { type PolicyId, policies, policyIds } from "#lib/core/grading/policies";
import { formatAmount } from "#lib/format";
import { type DriverChoice, driverChoices } from "#lib/runs/model";

interface EvaluationRequest {
  readonly predictionSetId: string;
  readonly options: {
    readonly policy: PolicyId;
    readonly repeats: number;
    readonly driver: DriverChoice;
    readonly priority: number;
  };
}

interface EvaluateButtonProps {
  readonly setId: string;
  /** How many patches there are to run. */
  readonly patches: number;
  readonly onEvaluate: (
    request: EvaluationRequest,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;
}

/** Asks how a set is to be graded, and has it done. */
export function EvaluateButton({ setId, patches, onEvaluate }: EvaluateButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [policy, setPolicy] = useState<PolicyId>("skywork");
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const driver = driverChoices.find((choice) => choice === form.get("driver")) ?? "auto";
    const options = { policy, repeats: Number(form.get("repeats")), driver, priority: Number(form.get("priority")) };
    setBusy(true);
    const outcome = await onEvaluate({ predictionSetId: setId, options });
    setBusy(false);
    if (!outcome.ok) return notify("error", outcome.message);
    notify("success", `${formatAmount(patches * options.repeats, "run")} asked for`);
    setOpen(false);
    router.refresh();
  }
  return (
    <>
      <Button look="primary" disabled={patches === 0} onClick={() => setOpen(true)}>
        <Play /> Evaluate
      </Button>
      <Dialog title="Evaluate these predictions" isOpen={isOpen} onOpenChange={setOpen}>
        <form onSubmit={submit} className="grid gap-3">
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
            {(control) => (
              <Input {...control} name="repeats" type="number" min={1} max={20} defaultValue={1} required />
            )}
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
          <Field label="Priority" hint="What has more goes first, from -100 to 100.">
            {(control) => (
              <Input {...control} name="priority" type="number" min={-100} max={100} defaultValue={0} required />
            )}
          </Field>
          <Button type="submit" look="primary" className="justify-self-start" disabled={isBusy}>
            Run {formatAmount(patches, "patch", "patches")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

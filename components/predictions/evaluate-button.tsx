"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type EvaluationChoice, EvaluationFields, readEvaluation } from "#components/predictions/evaluation-fields";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { formatAmount } from "#lib/format";

interface EvaluationRequest {
  readonly predictionSetId: string;
  readonly options: EvaluationChoice & { readonly priority: number };
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
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const options = { ...readEvaluation(form), priority: Number(form.get("priority")) };
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
          <EvaluationFields />
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

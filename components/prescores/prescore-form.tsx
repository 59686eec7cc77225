"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { formatAmount } from "#lib/format";
import { attempt, type Outcome } from "#lib/outcome";

type Answer = Outcome<{ readonly count: number }>;

interface PrescoreFormProps {
  readonly project: string;
  readonly hasEndpoint: boolean;
  readonly isWaiting: boolean;
  readonly onRequest: (request: { project: string; model: string }) => Promise<Answer>;
  readonly onCancel: (request: { project: string }) => Promise<Answer>;
}

/** Asks a model about the items of a project, or stops asking. */
export function PrescoreForm({ project, hasEndpoint, isWaiting, onRequest, onCancel }: PrescoreFormProps) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [isBusy, startWork] = useTransition();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const model = String(new FormData(event.currentTarget).get("model"));
    startWork(async () => {
      const outcome = await attempt(() => onRequest({ project, model }));
      setError(outcome.ok ? undefined : outcome.message);
      if (outcome.ok) notify("success", `${model} is asked about ${formatAmount(outcome.data.count, "item")}`);
      router.refresh();
    });
  }
  function cancel() {
    startWork(async () => {
      const outcome = await attempt(() => onCancel({ project }));
      if (outcome.ok) notify("success", `${formatAmount(outcome.data.count, "question")} dropped`);
      else notify("error", outcome.message);
      router.refresh();
    });
  }
  if (!hasEndpoint) {
    return (
      <p className="px-4 pb-4 text-muted">
        To ask a model, set <code>ASSAY_MODEL_URL</code> to an OpenAI-compatible endpoint, and{" "}
        <code>ASSAY_MODEL_KEY</code> where it wants a key; then start Assay again.
      </p>
    );
  }
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-wrap items-end gap-2 px-4 pb-4">
      <div className="min-w-52 flex-1">
        <Field label="Model" error={error}>
          {(control) => (
            <Input {...control} name="model" required autoComplete="off" placeholder="as the endpoint calls it" />
          )}
        </Field>
      </div>
      <Button type="submit" look="primary" disabled={isBusy}>
        Ask about every item
      </Button>
      {isWaiting ? (
        <Button disabled={isBusy} onClick={cancel}>
          Stop asking
        </Button>
      ) : null}
    </form>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { OptionControl } from "#components/exports/option-control";
import { Button } from "#components/ui/button";
import { DialogPanel } from "#components/ui/dialog-panel";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { type ExportCondition, type ExportSubject, exportConditions } from "#lib/core/export/model";
import { exportKinds, initialValue, type OptionField } from "#lib/exports/kinds";
import type { ExportOrder } from "#lib/exports/model";
import { attempt, type Outcome } from "#lib/outcome";

export interface ExportDialogProps {
  /** What the choice is of; without it, kinds of both are offered. */
  readonly subject?: ExportSubject;
  /** Where to export from; several where the choice has to be made first. */
  readonly datasets: readonly string[];
  /** What was chosen, in words: `12 tasks`, `all 412 tasks that match`. */
  readonly chosen: string;
  /** The query of the list that was looked at. */
  readonly filter?: string;
  readonly ids?: readonly number[] | null;
  readonly version?: string;
  /** What is offered first: everything that is shown, or what was approved. */
  readonly condition: ExportCondition;
  readonly onRequest: (order: ExportOrder) => Promise<Outcome<{ readonly exportId: string }>>;
  readonly onClose: () => void;
}

const conditionLabels: Readonly<Record<ExportCondition, string>> = {
  approved: "Only those that are approved",
  any: "All of them, whatever their status",
};

/** Asks in which form something goes out, and leads to the export. */
export function ExportDialog({ datasets, chosen, filter = "", ids = null, version, ...dialog }: ExportDialogProps) {
  const { subject, condition, onRequest, onClose } = dialog;
  const router = useRouter();
  const kinds = exportKinds.filter((kind) => subject === undefined || kind.subject === subject);
  const [kindId, setKindId] = useState(kinds[0]?.id ?? "");
  const [options, setOptions] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const kind = kinds.find(({ id }) => id === kindId);
  const chosenOf = (field: OptionField) => options[`${kindId} ${field.name}`] ?? initialValue(field);
  const choose = (field: OptionField, value: string) => setOptions({ ...options, [`${kindId} ${field.name}`]: value });
  const fields = (kind?.fields ?? []).filter(
    ({ onlyWith }) =>
      !onlyWith || kind?.fields.some((field) => field.name === onlyWith.name && chosenOf(field) === onlyWith.value),
  );

  async function request(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const dataset = text("dataset") || datasets[0] || "";
    setBusy(true);
    setFailure(null);
    const outcome = await attempt(
      () =>
        onRequest({
          dataset,
          kind: kindId,
          filter,
          ids: ids && [...ids],
          version: version ?? null,
          condition: exportConditions.find((each) => each === text("condition")) ?? condition,
          options: Object.fromEntries(fields.map((field) => [field.name, chosenOf(field)])),
        }),
      "Look among the exports before you try again.",
    );
    if (outcome.ok) return router.push(`/datasets/${dataset}/exports/${outcome.data.exportId}`);
    setBusy(false);
    setFailure(outcome.message);
  }

  return (
    <DialogPanel title={`Export ${chosen}`} isOpen onOpenChange={onClose}>
      <form onSubmit={request} className="grid grid-cols-1 gap-4">
        {datasets.length > 1 ? (
          <Field label="Dataset" hint="An export is of one dataset; what belongs to others is left out.">
            {(control) => (
              <Select {...control} name="dataset">
                {datasets.map((slug) => (
                  <option key={slug}>{slug}</option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        <Field label="Format" hint={kind?.hint}>
          {(control) => (
            <Select {...control} value={kindId} onChange={({ target }) => setKindId(target.value)}>
              {kinds.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Which of them">
          {(control) => (
            <Select {...control} name="condition" defaultValue={condition}>
              {exportConditions.map((each) => (
                <option key={each} value={each}>
                  {conditionLabels[each]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {fields.map((field) => (
          <OptionControl
            key={field.name}
            field={field}
            value={chosenOf(field)}
            onChange={(value) => choose(field, value)}
          />
        ))}
        <p className="text-[13px] text-muted">
          A manifest comes with it: what was left out at each step and why, and the hashes of all that is in it.
        </p>
        <Failure message={failure} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? "Asking…" : "Export"}
          </Button>
        </div>
      </form>
    </DialogPanel>
  );
}

"use client";

import { Snowflake } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import { exportConditions } from "#lib/core/export/model";
import type { NewVersion } from "#lib/exports/versions/model";
import { formatAmount } from "#lib/format";
import { attempt, type Outcome } from "#lib/outcome";

interface FreezeButtonProps {
  readonly dataset: string;
  /** A name that no version has. */
  readonly suggestion: string;
  readonly onFreeze: (order: NewVersion) => Promise<Outcome<{ readonly name: string; readonly taskCount: number }>>;
}

/** Asks for a name and keeps the dataset as it is. */
export function FreezeButton({ dataset, suggestion, onFreeze }: FreezeButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function freeze(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    const outcome = await attempt(
      () =>
        onFreeze({
          dataset,
          name: String(form.get("name")),
          note: String(form.get("note")),
          condition: exportConditions.find((each) => each === form.get("condition")) ?? "approved",
        }),
      "Look whether the version is there.",
    );
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.message);
    notify("success", `${outcome.data.name} holds ${formatAmount(outcome.data.taskCount, "task")}`);
    setOpen(false);
    router.refresh();
  }
  return (
    <>
      <Button look="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Snowflake /> Freeze a version…
      </Button>
      <Dialog title={`Freeze a version of ${dataset}`} isOpen={isOpen} onOpenChange={setOpen}>
        <form onSubmit={freeze} className="grid grid-cols-1 gap-4">
          <Field label="Name" hint="Letters, digits, '-', '_' and '.'">
            {(control) => <Input {...control} name="name" required maxLength={64} defaultValue={suggestion} />}
          </Field>
          <Field label="Which tasks">
            {(control) => (
              <Select {...control} name="condition">
                <option value="approved">Only those that are approved</option>
                <option value="any">All of them, whatever their status</option>
              </Select>
            )}
          </Field>
          <Field label="Note">
            {(control) => <Input {...control} name="note" maxLength={2000} placeholder="Optional" />}
          </Field>
          <p className="text-[13px] text-muted">
            A version never changes. Exports of it give the same bytes whatever becomes of its tasks.
          </p>
          <Failure message={failure} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" look="primary" disabled={isBusy}>
              {isBusy ? "Freezing…" : "Freeze"}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

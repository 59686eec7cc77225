"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { DialogPanel } from "#components/ui/dialog-panel";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { VisibleText } from "#components/ui/visible-text";

interface QuarantineDialogProps {
  readonly test: string;
  readonly onQuarantine: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why a test shall not count. */
export function QuarantineDialog({ test, onQuarantine, onClose }: QuarantineDialogProps) {
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    await onQuarantine(String(new FormData(event.currentTarget).get("reason")));
    setBusy(false);
  }
  return (
    <DialogPanel title="Put a test in quarantine" isOpen onOpenChange={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        <p className="font-mono text-[13px] [overflow-wrap:anywhere]">
          <VisibleText text={test} />
        </p>
        <Field
          label="Reason"
          hint="From the next validation and grading on, the test counts in no list. Everybody can read the reason."
        >
          {(control) => <Input {...control} name="reason" required maxLength={500} pattern=".*\S.*" />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isBusy}>
            Quarantine
          </Button>
        </div>
      </form>
    </DialogPanel>
  );
}

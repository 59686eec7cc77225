"use client";

import { type FormEvent, useEffect, useId } from "react";
import { Button } from "#components/ui/button";
import { Dialog, loadDialogPanel } from "#components/ui/dialog";

interface SkipDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Whether it was done: the words stay until then. */
  readonly onSkip: (reason: string) => Promise<boolean>;
}

export function SkipDialog({ isOpen, onOpenChange, onSkip }: SkipDialogProps) {
  const id = useId();
  useEffect(() => void loadDialogPanel(), []);
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    if (await onSkip(typeof reason === "string" ? reason : "")) onOpenChange(false);
  }
  return (
    <Dialog title="Skip this item" isOpen={isOpen} onOpenChange={onOpenChange}>
      <form onSubmit={submit} className="grid gap-3">
        <div className="grid gap-1">
          <label htmlFor={id} className="text-[13px] font-medium">
            Why? (optional)
          </label>
          <textarea
            id={id}
            name="reason"
            rows={3}
            maxLength={2_000}
            className="w-full rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-sm"
          />
          <p className="text-[13px] text-muted">Others are given the item instead; your draft is kept.</p>
        </div>
        <Button type="submit" look="primary" className="justify-self-end">
          Skip
        </Button>
      </form>
    </Dialog>
  );
}

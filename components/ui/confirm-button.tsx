"use client";

import type { LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, type ButtonSize } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";

interface ConfirmButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly size?: ButtonSize;
  /** What is asked, as a title. */
  readonly question: string;
  /** What happens then, and what stays. */
  readonly children: ReactNode;
  /** The deed and the count: `Cancel 37 tasks`. */
  readonly deed: string;
  readonly onConfirm: () => Promise<void>;
}

/** A button for what cannot be undone: asks first, and stays open until it is done. */
export function ConfirmButton({
  label,
  icon: Icon,
  size = "medium",
  question,
  children,
  deed,
  onConfirm,
}: ConfirmButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  async function confirm() {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
      setOpen(false);
    }
  }
  const isIcon = size === "icon" || size === "smallIcon" || size === "tinyIcon";
  return (
    <>
      <Button
        size={size}
        look={isIcon ? "quiet" : "secondary"}
        aria-label={isIcon ? label : undefined}
        title={isIcon ? label : undefined}
        onClick={() => setOpen(true)}
      >
        <Icon />
        {isIcon ? null : label}
      </Button>
      <Dialog title={question} isOpen={isOpen} onOpenChange={setOpen}>
        <div className="text-[15px] text-muted">{children}</div>
        <div className="flex flex-wrap justify-end gap-2 pt-4">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button look="primary" disabled={isBusy} onClick={confirm}>
            {deed}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

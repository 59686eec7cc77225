"use client";

import { ShieldCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { Button } from "#components/ui/button";
import type { ValidateDialogProps } from "#components/validation/validate-dialog";

export interface ValidateButtonProps extends Omit<ValidateDialogProps, "onClose"> {
  readonly label: string;
  readonly look?: "secondary" | "quiet";
}

const loadDialog = () => import("#components/validation/validate-dialog").then((module) => module.ValidateDialog);
const ValidateDialog = dynamic(loadDialog, { ssr: false });

/** Leads to the request for a validation. The form is loaded when somebody first reaches for it. */
export function ValidateButton({ label, look = "secondary", ...dialog }: ValidateButtonProps) {
  const [isOpen, setOpen] = useState(false);
  useShortcuts("Validation", [{ keys: "v", description: label, run: () => setOpen(true) }]);
  return (
    <>
      <Button
        look={look}
        size={look === "quiet" ? "small" : "medium"}
        aria-haspopup="dialog"
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
        onClick={() => setOpen(true)}
      >
        <ShieldCheck /> {label}
      </Button>
      {isOpen ? <ValidateDialog {...dialog} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

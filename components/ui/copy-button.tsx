"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonSize } from "#components/ui/button";
import { notify } from "#components/ui/notify";

interface CopyButtonProps {
  /** Or what gives it, where it is long or still grows. */
  readonly text: string | (() => string);
  readonly label: string;
  readonly size?: Extract<ButtonSize, "icon" | "smallIcon" | "tinyIcon">;
  readonly className?: string;
}

export function CopyButton({ text, label, size = "icon", className }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : text());
      setDone(true);
      setTimeout(() => setDone(false), 1500);
    } catch {
      notify("error", "The browser did not allow copying. Select the text and copy it by hand.");
    }
  }
  return (
    <Button look="quiet" size={size} className={className} aria-label={label} title={label} onClick={copy}>
      {isDone ? <Check className="text-good" /> : <Copy />}
    </Button>
  );
}

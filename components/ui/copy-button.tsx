"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";

export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const [isDone, setDone] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      setTimeout(() => setDone(false), 1500);
    } catch {
      toast.error("The browser did not allow copying. Select the text and copy it by hand.");
    }
  }
  return (
    <Button look="quiet" size="icon" className={className} aria-label={label} title={label} onClick={copy}>
      {isDone ? <Check className="text-good" /> : <Copy />}
    </Button>
  );
}

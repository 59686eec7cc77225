"use client";

import { Ban, Undo2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { notify } from "#components/ui/notify";
import type { Outcome } from "#lib/outcome";

export interface QuarantineActions {
  readonly onQuarantine: (input: { taskId: number; test: string; reason: string }) => Promise<Outcome<void>>;
  readonly onRelease: (input: { taskId: number; test: string }) => Promise<Outcome<void>>;
}

interface QuarantineButtonProps {
  readonly taskId: number;
  readonly test: string;
  readonly isQuarantined: boolean;
  readonly actions: QuarantineActions;
}

const QuarantineDialog = dynamic(
  () => import("#components/validation/quarantine-dialog").then((module) => module.QuarantineDialog),
  { ssr: false },
);

/** Puts a test in quarantine, with a reason, or takes it out again. */
export function QuarantineButton({ taskId, test, isQuarantined, actions }: QuarantineButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  async function release() {
    setBusy(true);
    const outcome = await actions.onRelease({ taskId, test });
    setBusy(false);
    if (outcome.ok) notify("success", "The test counts again, from the next validation on");
    else notify("error", outcome.message);
    router.refresh();
  }
  async function quarantine(reason: string) {
    const outcome = await actions.onQuarantine({ taskId, test, reason });
    if (outcome.ok) setOpen(false);
    else notify("error", outcome.message);
    router.refresh();
  }
  if (isQuarantined) {
    return (
      <Button size="small" disabled={isBusy} title="Take it out of quarantine" onClick={release}>
        <Undo2 /> Release
      </Button>
    );
  }
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Ban /> Quarantine
      </Button>
      {isOpen ? <QuarantineDialog test={test} onQuarantine={quarantine} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

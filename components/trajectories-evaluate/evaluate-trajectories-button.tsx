"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type EvaluationChoice, EvaluationFields, readEvaluation } from "#components/predictions/evaluation-fields";
import { Button, type ButtonSize } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { notify } from "#components/ui/notify";
import { formatAmount } from "#lib/format";
import type { TrajectoryEvaluation } from "#lib/trajectories/evaluate";

interface EvaluationRequest {
  readonly ids: number[];
  readonly options: EvaluationChoice;
}

type Outcome =
  | { readonly ok: true; readonly data: readonly TrajectoryEvaluation[] }
  | { readonly ok: false; readonly message: string };

interface EvaluateTrajectoriesButtonProps {
  readonly ids: readonly number[];
  readonly size?: ButtonSize;
  readonly onEvaluate: (request: EvaluationRequest) => Promise<Outcome>;
}

/** Asks how final patches are to be graded, and has it done. */
export function EvaluateTrajectoriesButton({ ids, size = "small", onEvaluate }: EvaluateTrajectoriesButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const options = readEvaluation(new FormData(event.currentTarget));
    setBusy(true);
    const outcome = await onEvaluate({ ids: [...ids], options });
    setBusy(false);
    if (!outcome.ok) return notify("error", outcome.message);
    setOpen(false);
    const batches = outcome.data.flatMap(({ batchId }) => (batchId === null ? [] : [batchId]));
    const [only] = batches;
    if (only === undefined) return notify("error", "There is nothing to run: the patches are empty, or of no task.");
    notify("success", `${formatAmount(batches.length, "evaluation")} asked for`);
    router.push(batches.length === 1 ? `/runs/batches/${only}` : "/runs");
  }
  return (
    <>
      <Button size={size} disabled={ids.length === 0} onClick={() => setOpen(true)}>
        <Play aria-hidden /> Evaluate
      </Button>
      <Dialog
        title={`Evaluate ${formatAmount(ids.length, "final patch", "final patches")}`}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <form onSubmit={submit} className="grid gap-3">
          <p className="text-[13px] text-muted">
            The tests of each task are run with the patch that the agent handed in. The trajectory's verdict follows
            when its run is over.
          </p>
          <EvaluationFields />
          <p className="text-[13px] text-muted">
            Empty patches, and equal ones of one model for one task, are not run.
          </p>
          <Button type="submit" look="primary" className="justify-self-start" disabled={isBusy}>
            Run {formatAmount(ids.length, "patch", "patches")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

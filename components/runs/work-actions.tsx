"use client";

import { Ban, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ButtonSize } from "#components/ui/button";
import { ConfirmButton } from "#components/ui/confirm-button";
import { notify } from "#components/ui/notify";
import { formatAmount } from "#lib/format";

type Outcome<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly message: string };

interface WorkRef {
  readonly batchId: string;
  readonly taskId?: number | undefined;
}

/** What a curator may do about work under way. */
export interface WorkDeeds {
  readonly cancel: (ref: WorkRef) => Promise<Outcome<{ cancelled: number }>>;
  readonly retry: (ref: WorkRef) => Promise<Outcome<{ retried: number }>>;
}

interface WorkActionsProps extends WorkRef {
  readonly deeds: WorkDeeds;
  /** What is meant, where it is one task: its name. */
  readonly taskName?: string;
  /** How many tasks wait or run, failed, and were cancelled. */
  readonly open: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly size?: ButtonSize;
}

/** Cancel what is open, run again what failed or was cancelled; of a batch or of one task. Each asks first. */
export function WorkActions(props: WorkActionsProps) {
  const { batchId, taskId, deeds, taskName, open, failed, cancelled, size = "medium" } = props;
  const router = useRouter();
  async function cancel() {
    const outcome = await deeds.cancel({ batchId, taskId });
    if (outcome.ok) notify("success", `Cancelled ${formatAmount(outcome.data.cancelled, "task")}`);
    else notify("error", outcome.message);
    router.refresh();
  }
  async function retry() {
    const outcome = await deeds.retry({ batchId, taskId });
    if (outcome.ok) notify("success", `${formatAmount(outcome.data.retried, "task")} will run again`);
    else notify("error", outcome.message);
    router.refresh();
  }
  const again = failed + cancelled;
  return (
    <>
      {open > 0 ? (
        <ConfirmButton
          label={taskName ? `Cancel ${taskName}` : "Cancel"}
          icon={Ban}
          size={size}
          question={taskName ? "Cancel this task?" : "Cancel what is left of this batch?"}
          deed={`Cancel ${formatAmount(open, "task")}`}
          onConfirm={cancel}
        >
          What runs is stopped and what waits is dropped. What has ended stays, and what is cancelled can be run again.
        </ConfirmButton>
      ) : null}
      {again > 0 ? (
        <ConfirmButton
          label={taskName ? `Run ${taskName} again` : failed > 0 ? "Retry failed" : "Run again"}
          icon={RotateCcw}
          size={size}
          question={taskName ? "Run this task again?" : "Run them again?"}
          deed={`Run ${formatAmount(again, "task")} again`}
          onConfirm={retry}
        >
          {taskName ? null : `${describeAgain(failed, cancelled)}. `}
          Runs that came to their end keep their verdict; the others begin anew, with the environment that the task has
          now.
        </ConfirmButton>
      ) : null}
    </>
  );
}

function describeAgain(failed: number, cancelled: number): string {
  const parts = [
    failed > 0 ? `${formatAmount(failed, "task")} failed` : null,
    cancelled > 0 ? `${formatAmount(cancelled, "task")} ${cancelled === 1 ? "was" : "were"} cancelled` : null,
  ];
  return parts.filter((part) => part !== null).join(" and ");
}

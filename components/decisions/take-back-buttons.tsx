"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { ConfirmButton } from "#components/ui/confirm-button";
import { notify } from "#components/ui/notify";
import { attempt, type Outcome } from "#lib/outcome";
import type { DecisionRow } from "#lib/reviews/model";

export interface TakeBackDeeds {
  readonly onTakeBack: (input: { readonly decisionId: number }) => Promise<Outcome<unknown>>;
  readonly onUndoBulk: (input: {
    readonly bulkId: string;
  }) => Promise<Outcome<{ readonly undone: number; readonly left: number }>>;
}

/** Takes a decision back that was made outside of any project: this one, or all that were made in one go. */
export function TakeBackButtons({ decision, deeds }: { decision: DecisionRow; deeds: TakeBackDeeds }) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const { id, bulkId, itemId, isInForce } = decision;
  if (!isInForce || itemId !== null) return null;
  async function run<T>(deed: () => Promise<Outcome<T>>, tell: (done: T) => string) {
    setBusy(true);
    const outcome = await attempt(deed, "Look at the page before you try again.");
    setBusy(false);
    if (outcome.ok) notify("success", tell(outcome.data));
    else notify("error", outcome.message);
    router.refresh();
  }
  return (
    <>
      <Button
        look="quiet"
        size="small"
        disabled={isBusy}
        onClick={() =>
          void run(
            () => deeds.onTakeBack({ decisionId: id }),
            () => "The decision is taken back",
          )
        }
      >
        <Undo2 /> Take it back
      </Button>
      {bulkId === null ? null : (
        <ConfirmButton
          label="Take all of them back"
          icon={Undo2}
          size="small"
          question="Take back all that was decided with it?"
          deed="Take all back"
          onConfirm={() =>
            run(
              () => deeds.onUndoBulk({ bulkId }),
              ({ undone, left }) =>
                left > 0 ? `${undone} taken back; ${left} were decided anew since and stay` : `${undone} taken back`,
            )
          }
        >
          Everything that was decided in the same go, as far as nobody decided anew since.
        </ConfirmButton>
      )}
    </>
  );
}

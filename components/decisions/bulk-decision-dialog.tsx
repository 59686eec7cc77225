"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useDecisionPreview } from "#components/decisions/use-decision-preview";
import { Button } from "#components/ui/button";
import { DialogPanel } from "#components/ui/dialog-panel";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify, notifyDeed } from "#components/ui/notify";
import { Skeleton } from "#components/ui/skeleton";
import type { Outcome, ReviewSubject } from "#lib/core/review/model";
import { type Outcome as Answer, attempt } from "#lib/outcome";
import type { BulkDecision, DecisionPreview } from "#lib/reviews/decide-many";
import type { SubjectChoiceInput } from "#lib/reviews/subject-choice";
import { formatSubjects, outcomeVerbs } from "#lib/reviews/words";

export interface BulkActions {
  readonly onPreview: (choice: SubjectChoiceInput) => Promise<Answer<DecisionPreview>>;
  readonly onDecide: (decision: BulkDecision) => Promise<Answer<{ readonly bulkId: string; readonly count: number }>>;
  readonly onUndo: (bulk: {
    readonly bulkId: string;
  }) => Promise<Answer<{ readonly undone: number; readonly left: number }>>;
}

interface BulkDecisionDialogProps {
  readonly choice: SubjectChoiceInput;
  readonly outcome: Outcome;
  readonly actions: BulkActions;
  readonly onClose: () => void;
}

const advice = "Look at the list before you try again.";

/** Asks for a reason and shows the count; exactly what was counted is decided, and can be undone. */
export function BulkDecisionDialog({ choice, outcome, actions, onClose }: BulkDecisionDialogProps) {
  const router = useRouter();
  const { preview, error, ask } = useDecisionPreview(choice, actions.onPreview);
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const amount = preview ? formatSubjects(preview.count, choice.subject) : choice.subject;

  async function decide(event: FormEvent) {
    event.preventDefault();
    if (!preview) return;
    setBusy(true);
    setFailure(null);
    const answer = await attempt(() => actions.onDecide({ choice, outcome, reason, seen: preview.seen }), advice);
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.message);
      return ask();
    }
    const { bulkId, count } = answer.data;
    notifyDeed(`${formatSubjects(count, choice.subject)} ${outcome}`, () => void undo(bulkId));
    onClose();
    router.refresh();
  }
  /** By then this dialog is gone, and the list that it was opened from may be too. */
  async function undo(bulkId: string) {
    const answer = await attempt(() => actions.onUndo({ bulkId }), advice);
    if (answer.ok) notify("success", describeUndone(answer.data, choice.subject));
    else notify("error", answer.message);
    router.refresh();
  }

  return (
    <DialogPanel title={`${outcomeVerbs[outcome]} ${amount}`} isOpen onOpenChange={onClose}>
      <form onSubmit={decide} className="grid grid-cols-1 gap-4">
        {preview ? (
          <Standing preview={preview} outcome={outcome} subject={choice.subject} />
        ) : error ? null : (
          <Skeleton className="h-5 w-2/3" />
        )}
        <Field label="Reason" hint="It stands in the history of each.">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={2000}
              autoComplete="off"
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        <Failure message={failure ?? error} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isBusy || !preview}>
            {isBusy ? "Deciding…" : `${outcomeVerbs[outcome]} ${amount}`}
          </Button>
        </div>
      </form>
    </DialogPanel>
  );
}

function Standing({
  preview,
  outcome,
  subject,
}: {
  preview: DecisionPreview;
  outcome: Outcome;
  subject: ReviewSubject;
}) {
  const other = outcome === "approved" ? "rejected" : "approved";
  const parts = [
    preview.already[outcome] > 0 ? `${formatSubjects(preview.already[outcome], subject)} ${outcome} already` : null,
    preview.already[other] > 0 ? `${formatSubjects(preview.already[other], subject)} ${other} until now` : null,
  ].filter((part) => part !== null);
  return (
    <p role="status" className="text-[15px] text-muted">
      {formatSubjects(preview.count, subject)} in all{parts.length > 0 ? `: ${parts.join(", ")}` : ""}.
    </p>
  );
}

function describeUndone({ undone, left }: { undone: number; left: number }, subject: ReviewSubject): string {
  const done = `Took back the decision about ${formatSubjects(undone, subject)}`;
  return left > 0 ? `${done}; ${formatSubjects(left, subject)} were decided anew since and stay` : done;
}

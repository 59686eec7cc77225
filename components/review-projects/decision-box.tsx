"use client";

import { RotateCcw, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { AnswerFields } from "#components/review-projects/answer-fields";
import { Button } from "#components/ui/button";
import { ConfirmButton } from "#components/ui/confirm-button";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { dropText, keepText, readText } from "#components/ui/kept-text";
import { notify } from "#components/ui/notify";
import type { Answers } from "#lib/core/review/answers";
import type { ReviewForm } from "#lib/core/review/form";
import { type Outcome, outcomes } from "#lib/core/review/model";
import { formatAmount } from "#lib/format";
import { type Outcome as Answer, attempt } from "#lib/outcome";
import type { ItemDetail } from "#lib/reviews/model";
import { outcomeVerbs } from "#lib/reviews/words";

export interface DecisionDeeds {
  readonly onAdjudicate: (input: {
    readonly itemId: number;
    readonly revision: number;
    readonly contentHash: string;
    readonly outcome: Outcome;
    readonly answers: Answers;
    readonly reason: string;
  }) => Promise<Answer<unknown>>;
  readonly onWithdraw: (input: { readonly decisionId: number }) => Promise<Answer<unknown>>;
  readonly onReopen: (input: { readonly itemId: number; readonly revision: number }) => Promise<Answer<unknown>>;
}

interface DecisionBoxProps {
  readonly item: ItemDetail;
  readonly personId: string;
  readonly deeds: DecisionDeeds;
}

/** Where a curator who has seen all answers decides, takes a decision back, or asks for another round. */
export function DecisionBox({ item, personId, deeds }: DecisionBoxProps) {
  const router = useRouter();
  const submitButton = useRef<HTMLButtonElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(item.outcome ?? item.suggested);
  const [answers, setAnswers] = useState<Answers>(item.combined);
  const [reason, setReason] = useState("");
  const frame = useRef<HTMLElement>(null);
  const draftKey = `assay-decision-${personId}-${item.id}`;
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const standing = item.decisions.find(({ isInForce }) => isInForce);
  const canDecide = item.state !== "open";

  useShortcuts("Decision", [
    { keys: "a", description: "Approve", run: () => choose("approved") },
    { keys: "r", description: "Reject", run: () => choose("rejected") },
  ]);

  useEffect(() => setReason(readText(draftKey) ?? ""), [draftKey]);
  /** A key may lead away from the page before it is sent, and a conflict asks for a reload. */
  function writeReason(text: string) {
    setReason(text);
    if (text === "") dropText(draftKey);
    else keepText(draftKey, text);
  }
  /** Enter then does it. */
  function choose(next: Outcome) {
    setOutcome(next);
    submitButton.current?.focus();
  }
  async function run(deed: () => Promise<Answer<unknown>>, done: string, onDone?: () => void) {
    setBusy(true);
    setFailure(null);
    const answer = await attempt(deed, "Reload the page before you try again; your reason is kept.");
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.message);
      if (answer.code === "conflict") router.refresh();
      return;
    }
    onDone?.();
    // Keys of the page go on from here: the button that was pressed is for something else now.
    frame.current?.focus();
    notify("success", done);
    router.refresh();
  }
  function decide(event: FormEvent) {
    event.preventDefault();
    if (outcome === null) return;
    const { id: itemId, revision, contentHash } = item;
    void run(
      () =>
        deeds.onAdjudicate({
          itemId,
          revision,
          contentHash,
          outcome,
          answers: withDecision(item.form, answers, outcome),
          reason,
        }),
      `${item.instanceId} is ${outcome}`,
      () => writeReason(""),
    );
  }

  return (
    <section ref={frame} aria-label="Decision" tabIndex={-1} className="grid gap-4 rounded-md border p-3">
      <h2 className="text-sm font-semibold">{item.state === "decided" ? "Decide otherwise" : "Decide"}</h2>
      {item.isChanged ? (
        <p className="text-[13px] text-warn">
          It changed since it was {item.state === "decided" ? "decided" : "reviewed"}. Look at it again, and decide
          about what it is now or reopen it for another round.
        </p>
      ) : null}
      {canDecide ? (
        <form onSubmit={decide} className="grid gap-3">
          <fieldset className="flex gap-4">
            <legend className="sr-only">Outcome</legend>
            {outcomes.map((each) => (
              <label key={each} className="flex items-center gap-2 text-sm">
                <input
                  type="radio"
                  name="outcome"
                  required
                  className="accent-accent"
                  checked={outcome === each}
                  onChange={() => setOutcome(each)}
                />
                {outcomeVerbs[each]}
              </label>
            ))}
          </fieldset>
          <AnswerFields form={item.form} answers={answers} onChange={setAnswers} />
          <Field label="Reason">
            {(control) => (
              <textarea
                {...control}
                rows={3}
                maxLength={10_000}
                value={reason}
                onChange={({ target }) => writeReason(target.value)}
                className="w-full rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-sm"
              />
            )}
          </Field>
          <Button ref={submitButton} type="submit" look="primary" className="justify-self-start" disabled={isBusy}>
            {outcome === null ? "Decide" : outcomeVerbs[outcome]} this item
          </Button>
        </form>
      ) : (
        <p className="text-[13px] text-muted">
          {formatAmount(item.reviewCount, "review is", "reviews are")} in, {item.slots - item.submitted} still due. It
          can be decided when all are in.
        </p>
      )}
      <Failure message={failure} />
      <div className="flex flex-wrap gap-2">
        {standing ? (
          <Button
            size="small"
            disabled={isBusy}
            onClick={() => void run(() => deeds.onWithdraw({ decisionId: standing.id }), "The decision is taken back")}
          >
            <Undo2 /> Take the decision back
          </Button>
        ) : null}
        {item.state !== "open" || item.reviewCount > 0 ? (
          <ConfirmButton
            label="Reopen"
            icon={RotateCcw}
            size="small"
            question="Another round for this item?"
            deed="Reopen the item"
            onConfirm={() =>
              run(
                () => deeds.onReopen({ itemId: item.id, revision: item.revision }),
                `${item.instanceId} waits for reviews again`,
              )
            }
          >
            Its decisions are taken back, its {formatAmount(item.reviewCount, "review goes", "reviews go")} into its
            history, and its places wait for reviewers anew.
          </ConfirmButton>
        ) : null}
      </div>
    </section>
  );
}

/** Where the form asks for a decision, the outcome is the answer. */
function withDecision({ questions }: ReviewForm, answers: Answers, outcome: Outcome): Answers {
  const question = questions.find(({ kind }) => kind === "decision");
  return question ? { ...answers, [question.id]: { value: outcome === "approved" ? "approve" : "reject" } } : answers;
}

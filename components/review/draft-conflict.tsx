"use client";

import { GitFork } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { AnswerList } from "#components/review/answer-list";
import { isSameAnswer } from "#components/review/local-draft";
import { Button } from "#components/ui/button";
import type { Answers } from "#lib/core/review/answers";
import type { ReviewForm } from "#lib/core/review/form";

interface DraftConflictProps {
  readonly form: ReviewForm;
  readonly mine: Answers;
  readonly other: Answers;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/**
 * Two windows have written about the same item: nothing is saved until one of them is chosen, so that none is lost unseen. It
 * takes the focus, so that what is being typed neither goes on in the form nor is taken for keys of the desk.
 */
export function DraftConflict({ form, mine, other, onKeep, onTake }: DraftConflictProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.focus(), []);
  const differing = form.questions.filter(({ id }) => !isSameAnswer(mine[id], other[id]));
  return (
    <div
      ref={frame}
      role="dialog"
      aria-label="Two drafts of one review"
      aria-describedby={id}
      tabIndex={-1}
      className="grid gap-2 rounded-md bg-warn-soft px-3 py-2.5 text-[13px]"
    >
      <p id={id} className="flex gap-2 text-warn">
        <GitFork aria-hidden className="mt-0.5 size-4 shrink-0" />
        There are other answers of yours about this item, written in another window or before this page was loaded.
        Choose one of the two; until then nothing can be changed. Where they differ, the others say:
      </p>
      <div className="border-l-2 border-warn pl-2">
        <AnswerList questions={differing} answers={withGaps(differing, other)} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={onKeep}>
          Keep what stands here
        </Button>
        <Button size="small" onClick={onTake}>
          Use the others
        </Button>
      </div>
    </div>
  );
}

/** What the others leave open is a difference too. */
function withGaps(questions: ReviewForm["questions"], answers: Answers): Answers {
  return Object.fromEntries(questions.map(({ id }) => [id, answers[id] ?? { value: null }]));
}

import { AnswerList } from "#components/review/answer-list";
import { VisibleText } from "#components/ui/visible-text";
import type { ReviewForm } from "#lib/core/review/form";
import type { OtherReview } from "#lib/reviews/desk-item";

interface OtherAnswersProps {
  readonly form: ReviewForm;
  readonly others: readonly OtherReview[];
}

/** What the other reviewers of an item answered. */
export function OtherAnswers({ form, others }: OtherAnswersProps) {
  if (others.length === 0) return null;
  return (
    <section aria-label="Answers of others" className="grid gap-3 border-t px-3 pt-3">
      <h2 className="text-[13px] font-semibold text-muted">Answers of others</h2>
      {others.map(({ name, answers }) => (
        <div key={name} className="grid gap-1">
          <h3 className="text-sm font-medium [overflow-wrap:anywhere]">
            <VisibleText text={name} />
          </h3>
          <AnswerList questions={form.questions} answers={answers} />
        </div>
      ))}
    </section>
  );
}

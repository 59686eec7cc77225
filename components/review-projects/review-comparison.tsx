import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { cn } from "#lib/class-names";
import type { Answer } from "#lib/core/review/answers";
import type { Question, ReviewForm } from "#lib/core/review/form";
import { formatAnswer } from "#lib/core/review/format-answer";
import { formatDuration } from "#lib/format";
import type { ItemReview } from "#lib/reviews/model";

interface ReviewComparisonProps {
  readonly form: ReviewForm;
  readonly formHash: string;
  /** Of the subject as it is now. */
  readonly contentHash: string;
  readonly reviews: readonly ItemReview[];
}

/** All reviews of an item side by side, a question a row; where people differ is marked. */
export function ReviewComparison({ form, formHash, contentHash, reviews }: ReviewComparisonProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section aria-label="Reviews" tabIndex={0} className="overflow-x-auto border-y">
      <table className="w-full text-[13px] [&_td]:min-w-40 [&_td]:px-3 [&_td]:py-2 [&_td]:align-top [&_tr+tr]:border-t">
        <thead>
          <tr className="bg-surface">
            <th scope="col" className="min-w-40 px-3 py-2 text-left font-medium text-muted">
              Question
            </th>
            {reviews.map((review) => (
              <th key={review.reviewer} scope="col" className="px-3 py-2 text-left font-medium">
                <VisibleText text={review.name} />
                <span className="block font-normal text-muted">
                  {review.submittedAt ? <RelativeTime at={review.submittedAt} /> : null}
                  {review.activeSeconds > 0 ? `, ${formatDuration(review.activeSeconds)}` : null}
                </span>
                <span className="flex flex-wrap gap-1">
                  {review.formHash === formHash ? null : <Badge tone="warn">earlier form</Badge>}
                  {review.contentHash === contentHash ? null : <Badge tone="warn">earlier content</Badge>}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {form.questions.map((question) => {
            const differs = isDiffering(question, reviews);
            return (
              <tr key={question.id} className={cn(differs && "bg-warn-soft")}>
                <th scope="row" className="px-3 py-2 text-left align-top font-normal">
                  <VisibleText text={question.label} /> {differs ? <Badge tone="warn">differs</Badge> : null}
                </th>
                {reviews.map((review) => (
                  <td key={review.reviewer}>
                    <AnswerCell question={question} answer={review.answers[question.id]} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function AnswerCell({ question, answer }: { question: Question; answer: Answer | undefined }) {
  if (!answer) return <span className="text-muted">–</span>;
  return (
    <>
      <span className="whitespace-pre-wrap break-words">
        <VisibleText text={formatAnswer(question, answer.value)} />
      </span>
      {answer.note ? (
        <p className="pt-1 whitespace-pre-wrap break-words text-muted">
          <VisibleText text={answer.note} />
        </p>
      ) : null}
    </>
  );
}

/** Free words differ always, which says nothing. */
function isDiffering(question: Question, reviews: readonly ItemReview[]): boolean {
  if (question.kind === "text" || reviews.length < 2) return false;
  const values = reviews.map(({ answers }) => {
    const value = answers[question.id]?.value ?? null;
    return JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
  });
  return new Set(values).size > 1;
}

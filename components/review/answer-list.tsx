import { VisibleText } from "#components/ui/visible-text";
import type { Answers } from "#lib/core/review/answers";
import type { Question } from "#lib/core/review/form";
import { formatAnswer } from "#lib/core/review/format-answer";

interface AnswerListProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
}

/** Answers to read, each after its question. */
export function AnswerList({ questions, answers }: AnswerListProps) {
  return (
    <dl className="grid gap-1 text-[13px]">
      {questions.map((question) => {
        const answer = answers[question.id];
        return answer ? (
          <div key={question.id} className="min-w-0 [overflow-wrap:anywhere]">
            <dt className="inline text-muted">{question.label} </dt>
            <dd className="inline">
              <VisibleText text={formatAnswer(question, answer.value)} />
              {answer.note ? (
                <span className="block whitespace-pre-wrap text-muted">
                  <VisibleText text={answer.note} />
                </span>
              ) : null}
            </dd>
          </div>
        ) : null;
      })}
    </dl>
  );
}

import type { Answers } from "../review/answers.ts";
import type { Question, Rejection, ReviewForm } from "../review/form.ts";
import { judgeAnswers } from "../review/outcome.ts";
import type { Level } from "./model.ts";

/** What somebody answered, and the form that they answered: it may be older than the one that is compared by. */
export interface AnsweredForm {
  readonly answers: Answers;
  readonly form: ReviewForm;
}

/** One thing that reviewers agree about or not: a question, one reason of a question with several, or the outcome. */
export interface Measure {
  /** Names it in addresses and files: `underspecified`, `reasons:B1`, `outcome:`. */
  readonly id: string;
  /** Null for the outcome that all of a review's answers come to. */
  readonly question: string | null;
  readonly label: string;
  readonly level: "nominal" | "ordinal";
  /** The levels at which Krippendorff's alpha makes sense of the answers. */
  readonly alphaLevels: readonly Level[];
  /** What people answer, in the form's order. */
  readonly categories: readonly { readonly value: string; readonly label: string; readonly score: number }[];
  /** The place of an answer among the categories; null where there is none. */
  placeOf(review: AnsweredForm): number | null;
}

/**
 * What the answers to a form can be compared by. Scales and ordered choices are ordinal; each of several reasons is
 * named or not; texts are not compared. The outcome comes first, unless the form has a decision that says the same or
 * no condition that an answer could meet.
 */
export function listMeasures(form: ReviewForm): Measure[] {
  const asked = form.questions.flatMap(measuresOf);
  const hasOutcome = form.rejectWhen.length > 0 && form.questions.every(({ kind }) => kind !== "decision");
  return hasOutcome ? [outcomeMeasure(form), ...asked] : asked;
}

function outcomeMeasure(form: ReviewForm): Measure {
  return {
    ...nominal("outcome:", null, "What the answers come to"),
    categories: [category("approved", "Approved", 0), category("rejected", "Rejected", 1)],
    // Without all that could reject, only rejections would be known, and they would seem to agree.
    placeOf(review) {
      if (!form.rejectWhen.every((condition) => isKnown(condition, review))) return null;
      return judgeAnswers(form, review.answers) === "rejected" ? 1 : 0;
    },
  };
}

/** Whether a review tells if it meets a condition: it names a reason or could have, or has any other answer. */
function isKnown(condition: Rejection, { answers, form }: AnsweredForm): boolean {
  const value = answers[condition.question]?.value;
  if (value === null) return false;
  if (value === undefined || Array.isArray(value))
    return "is" in condition && offersReason(form, condition.question, condition.is);
  return true;
}

function offersReason({ questions }: ReviewForm, id: string, reason: unknown): boolean {
  return questions.some(
    (question) =>
      question.id === id && question.kind === "reasons" && question.options.some(({ value }) => value === reason),
  );
}

function measuresOf(question: Question): Measure[] {
  const { id, label } = question;
  switch (question.kind) {
    case "scale":
      return [
        {
          ...nominal(id, id, label),
          level: "ordinal",
          alphaLevels: ["nominal", "ordinal", "interval"],
          categories: question.options.map((option) => category(String(option.value), option.label, option.value)),
          placeOf: ({ answers }) => placeIn(question.options, answers[id]?.value),
        },
      ];
    case "choice":
      return [
        {
          ...nominal(id, id, label),
          level: question.isOrdered ? "ordinal" : "nominal",
          alphaLevels: question.isOrdered ? ["nominal", "ordinal"] : ["nominal"],
          categories: question.options.map((option, index) => category(option.value, option.label, index)),
          placeOf: ({ answers }) => placeIn(question.options, answers[id]?.value),
        },
      ];
    case "reasons":
      return question.options.map((option) => ({
        ...nominal(`${id}:${option.value}`, id, `${label} ${option.label}`),
        categories: [category("no", "Not named", 0), category("yes", "Named", 1)],
        placeOf: (review) => placeOfReason(review, id, option.value),
      }));
    case "flag":
      return [
        {
          ...nominal(id, id, label),
          categories: [category("no", "No", 0), category("yes", "Yes", 1)],
          placeOf: ({ answers }) => placeIn([{ value: false }, { value: true }], answers[id]?.value),
        },
      ];
    case "decision":
      return [
        {
          ...nominal(id, id, label),
          categories: [category("approve", "Approve", 0), category("reject", "Reject", 1)],
          placeOf: ({ answers }) => placeIn([{ value: "approve" }, { value: "reject" }], answers[id]?.value),
        },
      ];
    case "text":
      return [];
  }
}

function nominal(
  id: string,
  question: string | null,
  label: string,
): Pick<Measure, "id" | "question" | "label" | "level" | "alphaLevels"> {
  return { id, question, label, level: "nominal", alphaLevels: ["nominal"] };
}

function category(value: string, label: string, score: number): Measure["categories"][number] {
  return { value, label, score };
}

function placeIn(options: readonly { readonly value: unknown }[], value: unknown): number | null {
  const place = options.findIndex((option) => option.value === value);
  return place < 0 ? null : place;
}

/** Who was asked and named nothing said no; null is for those who were not asked. */
function placeOfReason({ answers, form }: AnsweredForm, id: string, reason: string): number | null {
  const value = answers[id]?.value;
  if (value === null || !offersReason(form, id, reason)) return null;
  return Array.isArray(value) && value.includes(reason) ? 1 : 0;
}

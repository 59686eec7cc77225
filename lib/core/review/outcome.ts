import { type Answer, type Answers, isAnswered } from "./answers.ts";
import type { Question, Rejection, ReviewForm } from "./form.ts";
import type { Outcome, OutcomeRule } from "./model.ts";

export interface ItemOutcome {
  /** Null where the rule gives none: a person has to decide. */
  readonly outcome: Outcome | null;
  /** The answers of all reviewers in one, as the rule combines them; a question they cannot agree on is left out. */
  readonly answers: Answers;
}

/**
 * What the reviews of an item come to under a rule. `max-severity` is that of SWE-bench Verified: the most severe score of
 * each scale, any flag, the majority of a choice or else the middle of an ordered one, and a rejection where a combined
 * answer meets a condition of the form.
 */
export function decideOutcome(form: ReviewForm, rule: OutcomeRule, reviews: readonly Answers[]): ItemOutcome {
  const answers = combineAnswers(form, rule, reviews);
  const [first] = reviews;
  if (!first || rule === "adjudicator") return { outcome: null, answers };
  if (rule === "single" || rule === "max-severity") return { outcome: judgeAnswers(form, answers), answers };
  const votes = reviews.map((review) => judgeAnswers(form, review));
  return { outcome: rule === "majority" ? majorityOf(votes) : onlyOne(votes), answers };
}

/**
 * What answers say about the item: their decision, else whether they meet a condition of rejection. Null where they lack
 * what a condition asks, or where the form has none.
 */
export function judgeAnswers({ questions, rejectWhen }: ReviewForm, answers: Answers): Outcome | null {
  const decision = questions.find(({ kind }) => kind === "decision");
  const value = decision && answers[decision.id]?.value;
  if (value === "approve") return "approved";
  if (value === "reject") return "rejected";
  if (rejectWhen.some((condition) => isMet(condition, answers[condition.question]))) return "rejected";
  const required = new Set(questions.filter(({ isRequired }) => isRequired).map(({ id }) => id));
  const isKnown = rejectWhen.every(({ question }) => !required.has(question) || isAnswered(answers[question]));
  return isKnown && rejectWhen.length > 0 ? "approved" : null;
}

export function combineAnswers(form: ReviewForm, rule: OutcomeRule, reviews: readonly Answers[]): Answers {
  const combined = form.questions.flatMap((question): [string, Answer][] => {
    const answers = reviews.map((review) => review[question.id]);
    if (rule === "single") return isAnswered(answers[0]) ? [[question.id, { value: answers[0].value }]] : [];
    const values = answers.filter(isAnswered).map((answer) => answer.value);
    const value = combine(question, rule, values);
    return value === null ? [] : [[question.id, { value }]];
  });
  return Object.fromEntries(combined);
}

function combine(question: Question, rule: OutcomeRule, values: readonly Answer["value"][]): Answer["value"] {
  if (values.length === 0 || question.kind === "text") return null;
  if (question.kind === "reasons")
    return unionOf(
      question.options.map(({ value }) => value),
      values,
    );
  if (rule === "max-severity") return mostSevere(question, values);
  if (rule === "majority") return majorityOf(values);
  return onlyOne(values);
}

function mostSevere(question: Exclude<Question, { kind: "text" | "reasons" }>, values: readonly Answer["value"][]) {
  switch (question.kind) {
    case "scale":
      return values.reduce<number>((most, value) => Math.max(most, Number(value)), Number.NEGATIVE_INFINITY);
    case "flag":
      return values.includes(true);
    case "decision":
      return values.includes("reject") ? "reject" : "approve";
    case "choice":
      return (
        majorityOf(values) ??
        (question.isOrdered
          ? middleOf(
              question.options.map(({ value }) => value),
              values,
            )
          : null)
      );
  }
}

function isMet(condition: Rejection, answer: Answer | undefined): boolean {
  if (!isAnswered(answer)) return false;
  if ("atLeast" in condition) return typeof answer.value === "number" && answer.value >= condition.atLeast;
  return Array.isArray(answer.value)
    ? answer.value.some((value) => value === condition.is)
    : answer.value === condition.is;
}

/** The value that more than half of them have. */
function majorityOf<T>(values: readonly T[]): T | null {
  return values.find((value) => values.filter((other) => other === value).length * 2 > values.length) ?? null;
}

function onlyOne<T>(values: readonly T[]): T | null {
  const [first, ...others] = values;
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

/** In the order of the options; of two in the middle the later. */
function middleOf(options: readonly string[], values: readonly Answer["value"][]): string | null {
  const places = values.map((value) => options.indexOf(String(value))).sort((one, other) => one - other);
  return options[places[Math.floor(places.length / 2)] ?? -1] ?? null;
}

function unionOf(options: readonly string[], values: readonly Answer["value"][]): string[] {
  const named = new Set(values.flat());
  return options.filter((option) => named.has(option));
}

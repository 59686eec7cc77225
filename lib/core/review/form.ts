import { z } from "zod";
import { storableText } from "../storable-text.ts";

const line = storableText().trim().min(1).max(300);
const help = storableText().trim().max(2000).optional();
const id = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, "A name of small letters, digits and _, like underspecified");
const optionValue = storableText().regex(/^\S(?:.{0,98}\S)?$/, "A short text without blanks around it");

const common = {
  id: id.describe("Names the answer in exports and statistics."),
  label: line.describe("What is asked."),
  help: help.describe("What to think of when answering."),
  isRequired: z.boolean().default(true).describe("Whether a review can be submitted without an answer."),
  note: z
    .strictObject({
      label: line.default("Why?"),
      minimumCharacters: z.int().min(0).max(5000).default(0).describe("0 lets the note be empty."),
    })
    .optional()
    .describe("A text beside the answer."),
};

const scale = z.strictObject({
  kind: z.literal("scale"),
  ...common,
  options: z
    .array(z.strictObject({ value: z.int(), label: line, help }))
    .min(2)
    .max(11)
    .describe("From the mildest to the most severe; numbers that grow."),
});

const choice = z.strictObject({
  kind: z.literal("choice"),
  ...common,
  options: z
    .array(z.strictObject({ value: optionValue, label: line, help }))
    .min(2)
    .max(50),
  isOrdered: z.boolean().default(false).describe("Whether the options stand in an order that means something."),
});

const reasons = z.strictObject({
  kind: z.literal("reasons"),
  ...common,
  isRequired: z.boolean().default(false),
  options: z
    .array(z.strictObject({ value: optionValue, label: line, help }))
    .min(1)
    .max(50),
});

const flag = z.strictObject({ kind: z.literal("flag"), ...common });
const text = z.strictObject({
  kind: z.literal("text"),
  ...common,
  isRequired: z.boolean().default(false),
  minimumCharacters: z.int().min(0).max(5000).default(0),
});
const decision = z.strictObject({ kind: z.literal("decision"), ...common });

export const questionSchema = z.discriminatedUnion("kind", [scale, choice, reasons, flag, text, decision]);

const rejection = z.union([
  z.strictObject({ question: id, atLeast: z.int() }).describe("A scale that reaches this value."),
  z.strictObject({ question: id, is: z.union([z.string(), z.boolean()]) }).describe("A choice, a reason or a flag."),
]);

/**
 * What reviewers are asked. Answers are told apart by the ids of their questions. A task is rejected when any condition of
 * `rejectWhen` is met, or by the answer to a `decision` question, which goes before them.
 */
export const reviewFormSchema = z
  .strictObject({
    name: line,
    questions: z.array(questionSchema).min(1).max(50),
    rejectWhen: z.array(rejection).max(50).default([]),
  })
  .superRefine(({ questions, rejectWhen }, issues) => {
    questions.forEach((question, index) => {
      const tell = (message: string) => issues.addIssue({ code: "custom", path: ["questions", index], message });
      if (questions.findIndex(({ id: other }) => other === question.id) < index)
        tell(`There are two questions called ${question.id}`);
      if (question.kind === "decision" && questions.findIndex(({ kind }) => kind === "decision") < index)
        tell("A form has one decision at most");
      if ("options" in question && new Set(question.options.map(({ value }) => value)).size < question.options.length)
        tell("Two options have the same value");
      if (
        question.kind === "scale" &&
        !question.options.every(({ value }, at, all) => at === 0 || isLess(all[at - 1], value))
      )
        tell("The values of a scale have to grow");
    });
    rejectWhen.forEach((condition, index) => {
      const question = questions.find(({ id: name }) => name === condition.question);
      const problem = question ? misfit(question, condition) : `There is no question ${condition.question}`;
      if (problem) issues.addIssue({ code: "custom", path: ["rejectWhen", index], message: problem });
    });
  });

export type Question = z.output<typeof questionSchema>;
export type ReviewForm = z.output<typeof reviewFormSchema>;
export type ReviewFormInput = z.input<typeof reviewFormSchema>;
export type Rejection = z.output<typeof rejection>;

function isLess(before: { readonly value: number } | undefined, value: number): boolean {
  return before !== undefined && before.value < value;
}

function misfit(question: Question, condition: Rejection): string | null {
  if ("atLeast" in condition)
    return question.kind === "scale" ? null : `${question.id} is no scale, so it reaches no value`;
  switch (question.kind) {
    case "choice":
    case "reasons":
      return question.options.some(({ value }) => value === condition.is)
        ? null
        : `${question.id} has no option ${String(condition.is)}`;
    case "flag":
      return typeof condition.is === "boolean" ? null : `${question.id} is true or false`;
    default:
      return `An answer to ${question.id} cannot be compared`;
  }
}

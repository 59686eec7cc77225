import type { Answer } from "./answers.ts";
import type { Question } from "./form.ts";

/** An answer in the words of its form: the labels of what was chosen, before those of a scale its number; `–` for none. */
export function formatAnswer(question: Question, value: Answer["value"]): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "–";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return Array.isArray(value) ? value.map((each) => labelOf(question, each)).join(", ") : labelOf(question, value);
}

const decisions = [
  { value: "approve", label: "Approve" },
  { value: "reject", label: "Reject" },
] as const;

function labelOf(question: Question, value: string | number): string {
  const label = optionsOf(question).find((option) => option.value === value)?.label ?? String(value);
  return typeof value === "number" && label !== String(value) ? `${value}: ${label}` : label;
}

function optionsOf(question: Question): readonly { readonly value: string | number; readonly label: string }[] {
  if (question.kind === "decision") return decisions;
  return "options" in question ? question.options : [];
}

import { expect, it } from "vitest";
import type { Answer } from "./answers.ts";
import { questionSchema } from "./form.ts";
import { formatAnswer } from "./format-answer.ts";

const options = [
  { value: "narrow", label: "Too narrow" },
  { value: "wide", label: "Too wide" },
];
const scale = {
  kind: "scale",
  options: [
    { value: 0, label: "Good" },
    { value: 1, label: "1" },
  ],
};

it.each<[question: object, value: Answer["value"], words: string]>([
  [scale, 0, "0: Good"],
  [scale, 1, "1"],
  [scale, 7, "7"],
  [{ kind: "choice", options }, "wide", "Too wide"],
  [{ kind: "choice", options }, "gone since", "gone since"],
  [{ kind: "reasons", options }, ["narrow", "wide"], "Too narrow, Too wide"],
  [{ kind: "reasons", options }, [], "–"],
  [{ kind: "flag" }, true, "Yes"],
  [{ kind: "flag" }, false, "No"],
  [{ kind: "decision" }, "reject", "Reject"],
  [{ kind: "text" }, "approve", "approve"],
  [{ kind: "text" }, "", "–"],
  [{ kind: "text" }, null, "–"],
])("%j answered by %j reads %s", (question, value, words) => {
  expect(formatAnswer(questionSchema.parse({ id: "q", label: "Q", ...question }), value)).toBe(words);
});

import type { ExportSubject } from "#lib/core/export/model";
import { policyIds } from "#lib/core/grading/policies";
import { tokenizerNames } from "#lib/core/sample/count-tokens";

interface FieldBase {
  readonly name: string;
  readonly label: string;
  /** Asked for only where another field has this value. */
  readonly onlyWith?: { readonly name: string; readonly value: string };
}

/** One of some words; the first holds without a choice. */
export interface ChoiceField extends FieldBase {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** Something typed, which the format's own schema checks. */
export interface InputField extends FieldBase {
  readonly input: { readonly type: "text" | "number"; readonly initial: string };
}

/** A setting of a kind of export, as a form offers it. Its value is a text. */
export type OptionField = ChoiceField | InputField;

export function initialValue(field: OptionField): string {
  return "choices" in field ? (field.choices[0]?.value ?? "") : field.input.initial;
}

/** What people choose from. Each has a format of the same id in `formats/registry.ts`. */
export interface ExportKind {
  readonly id: string;
  readonly label: string;
  /** One line for whoever chooses. */
  readonly hint: string;
  readonly subject: ExportSubject;
  readonly fields: readonly OptionField[];
}

const testFields: readonly OptionField[] = [
  {
    name: "tests",
    label: "Test lists",
    choices: [
      { value: "imported", label: "As imported" },
      { value: "validated", label: "As our validation derived them" },
    ],
  },
  {
    name: "policy",
    label: "Validated under",
    onlyWith: { name: "tests", value: "validated" },
    choices: [{ value: "any", label: "Any policy" }, ...policyIds.map((id) => ({ value: id, label: id }))],
  },
];

const columnField: ChoiceField = {
  name: "columns",
  label: "Columns",
  choices: [
    { value: "source", label: "As the tasks' files had them" },
    { value: "swebench", label: "Those of SWE-bench, whatever the source" },
  ],
};

/** What a model is told where the instructions of the scaffold are replaced, until somebody says something else. */
export const sampleInstructions = "Resolve the issue in the repository that you are given.";

/** Domains that nobody's address is of (RFC 2606). */
export const domainsOfNobody = "example,example.com,example.net,example.org,invalid,localhost,test";

/** What a shortened observation keeps, until somebody says something else. */
export const observationCharacters = 4_000;

const sampleFields: readonly OptionField[] = [
  {
    name: "format",
    label: "Form of a sample",
    choices: [
      { value: "chat", label: "Chat with native tool calls" },
      { value: "function-text", label: "Chat with calls as text" },
      { value: "atif", label: "ATIF" },
    ],
  },
  {
    name: "verdict",
    label: "Which trajectories",
    choices: [
      { value: "resolved", label: "Only those that resolve their task" },
      { value: "any", label: "Whatever came of them" },
    ],
  },
  {
    name: "subagents",
    label: "What sub-agents did",
    choices: [
      { value: "none", label: "No samples of their own" },
      { value: "own", label: "Samples of their own" },
    ],
  },
  { name: "maxTokens", label: "At most so many tokens (empty: no cap)", input: { type: "number", initial: "" } },
  {
    name: "tokenizer",
    label: "Counted by",
    choices: tokenizerNames.map((name) => ({ value: name, label: name })),
  },
  {
    name: "over",
    label: "Over the cap",
    choices: [
      { value: "drop", label: "Left out" },
      { value: "truncate", label: "Truncated" },
    ],
  },
  {
    name: "truncation",
    label: "Truncating takes",
    onlyWith: { name: "over", value: "truncate" },
    choices: [
      { value: "turns", label: "Turns off the end" },
      { value: "observations-then-turns", label: "What is long in observations, then turns" },
      { value: "observations", label: "What is long in observations, and no turns" },
    ],
  },
  {
    name: "observationCharacters",
    label: "Characters that a shortened observation keeps",
    onlyWith: { name: "over", value: "truncate" },
    input: { type: "number", initial: String(observationCharacters) },
  },
  {
    name: "system",
    label: "Instructions of the scaffold",
    choices: [
      { value: "keep", label: "Kept" },
      { value: "drop", label: "Left out" },
      { value: "replace", label: "Replaced" },
    ],
  },
  {
    name: "systemText",
    label: "Instructions instead",
    onlyWith: { name: "system", value: "replace" },
    input: { type: "text", initial: sampleInstructions },
  },
  {
    name: "reasoning",
    label: "What the model thought",
    choices: [
      { value: "keep", label: "Kept" },
      { value: "drop", label: "Left out" },
    ],
  },
  {
    name: "decontaminate",
    label: "None of the tasks of the dataset (empty: of any)",
    input: { type: "text", initial: "" },
  },
  {
    name: "by",
    label: "Told apart by",
    choices: [
      { value: "repo", label: "Repository" },
      { value: "instance", label: "Instance id and patch" },
    ],
  },
  { name: "mostPerTask", label: "At most so many a task (empty: all)", input: { type: "number", initial: "" } },
  {
    name: "redact",
    label: "Secrets",
    choices: [
      { value: "all", label: "Redacted" },
      { value: "none", label: "Kept" },
    ],
  },
  {
    name: "allowedEmailDomains",
    label: "Domains whose addresses stay",
    onlyWith: { name: "redact", value: "all" },
    input: { type: "text", initial: domainsOfNobody },
  },
];

export const exportKinds: readonly ExportKind[] = [
  {
    id: "swebench-jsonl",
    label: "SWE-bench rows, JSONL",
    hint: "One record a line, the columns in their order",
    subject: "tasks",
    fields: [columnField, ...testFields],
  },
  {
    id: "swebench-parquet",
    label: "SWE-bench rows, Parquet",
    hint: "The same records as a table that the Hugging Face libraries read",
    subject: "tasks",
    fields: [columnField, ...testFields],
  },
  {
    id: "swebench-folders",
    label: "SWE-bench task folders",
    hint: "A task repository of swebench 5: sweb.yaml and a folder a task",
    subject: "tasks",
    fields: testFields,
  },
  {
    id: "harbor",
    label: "Harbor task folders",
    hint: "A folder a task with instruction, environment, tests and solution",
    subject: "tasks",
    fields: testFields,
  },
  {
    id: "card",
    label: "Dataset card",
    hint: "A README.md for the Hugging Face Hub: features, sizes, statistics, licences, funnel",
    subject: "tasks",
    fields: [columnField, ...testFields],
  },
  {
    id: "predictions",
    label: "Predictions",
    hint: "The final patch of each trajectory, as the evaluation harness reads it",
    subject: "trajectories",
    fields: [
      {
        name: "verdict",
        label: "Which trajectories",
        choices: [
          { value: "any", label: "Whatever came of them" },
          { value: "resolved", label: "Only those that resolve their task" },
        ],
      },
      {
        name: "attempts",
        label: "Several attempts at a task",
        choices: [
          { value: "first", label: "The first, of one model: what the harness takes" },
          { value: "all", label: "All of them" },
        ],
      },
    ],
  },
  {
    id: "samples",
    label: "Training samples",
    hint: "Conversations to train a model on, with secrets redacted",
    subject: "trajectories",
    fields: sampleFields,
  },
];

export function findExportKind(id: string): ExportKind | undefined {
  return exportKinds.find((kind) => kind.id === id);
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormChoice } from "#components/review-projects/form-choice";
import { GuidelinesField } from "#components/review-projects/guidelines-field";
import { PeopleFields } from "#components/review-projects/people-fields";
import { RuleFields } from "#components/review-projects/rule-fields";
import { SubjectFields } from "#components/review-projects/subject-fields";
import { type CountSubjects, useSubjectCount } from "#components/review-projects/use-subject-count";
import { Button } from "#components/ui/button";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import type { ReviewForm } from "#lib/core/review/form";
import type { BlindPart, OutcomeRule } from "#lib/core/review/model";
import { attempt, type Outcome } from "#lib/outcome";
import type { NewProjectInput, PersonRow } from "#lib/reviews/model";
import { describeFormProblems, formatForm, parseFormText } from "#lib/reviews/parse-form";
import type { SubjectChoiceInput } from "#lib/reviews/subject-choice";
import { formatSubjects } from "#lib/reviews/words";

interface NewProjectFormProps {
  readonly choice: SubjectChoiceInput;
  readonly forms: readonly ReviewForm[];
  readonly schema: string;
  readonly people: readonly PersonRow[];
  readonly onCount: CountSubjects;
  readonly onCreate: (request: {
    readonly project: NewProjectInput;
    readonly choice: SubjectChoiceInput;
  }) => Promise<Outcome<{ readonly slug: string; readonly items: number }>>;
}

interface Draft {
  readonly title: string;
  /** Null as long as it follows the title. */
  readonly slug: string | null;
  readonly guidelines: string;
  readonly formText: string;
  readonly reviewersPerItem: number;
  readonly rule: OutcomeRule;
  readonly hidden: readonly BlindPart[];
  readonly isOpenToAll: boolean;
  readonly members: readonly string[];
}

const advice = "What you wrote is still here; try again.";

export function NewProjectForm({ forms, schema, people, onCount, onCreate, ...start }: NewProjectFormProps) {
  const router = useRouter();
  const [choice, setChoice] = useState(start.choice);
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(forms, start.choice));
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { count, error } = useSubjectCount(choice, onCount);
  const slug = draft.slug ?? toSlug(draft.title);
  const change = (changes: Partial<Draft>) => setDraft((current) => ({ ...current, ...changes }));

  async function create(event: FormEvent) {
    event.preventDefault();
    const parsed = parseFormText(draft.formText);
    if (!parsed.ok) return setFailure(`The form: ${describeFormProblems(parsed.problems)}`);
    setBusy(true);
    setFailure(null);
    const { slug: _, formText: __, hidden, members, ...rest } = draft;
    const project = {
      ...rest,
      slug,
      subject: choice.subject,
      form: parsed.form,
      hidden: [...hidden],
      members: draft.isOpenToAll ? [] : [...members],
    };
    const outcome = await attempt(() => onCreate({ project, choice }), advice);
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.message);
    notify("success", `${draft.title} has ${formatSubjects(outcome.data.items, choice.subject)}`);
    router.push(`/review/${outcome.data.slug}`);
  }

  return (
    <form onSubmit={create} className="grid max-w-6xl gap-8 px-4 pb-12">
      <SubjectFields choice={choice} onChange={setChoice} count={count} error={error} />
      <div className="grid max-w-3xl grid-cols-1 items-start gap-4 sm:grid-cols-[minmax(0,1fr)_16rem]">
        <Field label="Title">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={200}
              autoComplete="off"
              value={draft.title}
              onChange={({ target }) => change({ title: target.value })}
            />
          )}
        </Field>
        <Field label="Short name" hint="Stands in addresses and on the command line.">
          {(control) => (
            <Input
              {...control}
              required
              className="font-mono text-[13px]"
              pattern="[a-z0-9][a-z0-9._\-]{0,63}"
              title="Lower-case letters, digits, - _ and ."
              autoComplete="off"
              value={slug}
              onChange={({ target }) => change({ slug: target.value })}
            />
          )}
        </Field>
      </div>
      <FormChoice forms={forms} schema={schema} text={draft.formText} onChange={(formText) => change({ formText })} />
      <RuleFields subject={choice.subject} value={draft} onChange={change} />
      <PeopleFields people={people} value={draft} onChange={change} />
      <GuidelinesField text={draft.guidelines} onChange={(guidelines) => change({ guidelines })} />
      <Failure message={failure} />
      <Button type="submit" look="primary" className="justify-self-start" disabled={isBusy || count === 0}>
        {isBusy
          ? "Creating…"
          : count === null
            ? "Create the project"
            : `Create the project with ${formatSubjects(count, choice.subject)}`}
      </Button>
    </form>
  );
}

function emptyDraft(forms: readonly ReviewForm[], { subject }: SubjectChoiceInput): Draft {
  const form =
    forms.find(({ name }) => name === (subject === "tasks" ? "Task reasons" : "Trajectory quality")) ?? forms[0];
  return {
    title: "",
    slug: null,
    guidelines: "",
    formText: form ? formatForm(form) : "{}\n",
    reviewersPerItem: 1,
    rule: "single",
    hidden: ["answers"],
    isOpenToAll: true,
    members: [],
  };
}

function toSlug(title: string): string {
  return title
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 64);
}

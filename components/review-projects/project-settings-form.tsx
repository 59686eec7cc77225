"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormChoice } from "#components/review-projects/form-choice";
import { GuidelinesField } from "#components/review-projects/guidelines-field";
import { PeopleFields } from "#components/review-projects/people-fields";
import { RuleFields } from "#components/review-projects/rule-fields";
import { Button } from "#components/ui/button";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import type { ReviewForm } from "#lib/core/review/form";
import { projectStates } from "#lib/core/review/model";
import { attempt, type Outcome } from "#lib/outcome";
import type { PersonRow, ProjectDetail } from "#lib/reviews/model";
import { describeFormProblems, formatForm, parseFormText } from "#lib/reviews/parse-form";
import type { ProjectUpdate } from "#lib/reviews/update-project";
import { formatSubjects, projectStateWords } from "#lib/reviews/words";

interface ProjectSettingsFormProps {
  readonly project: ProjectDetail;
  /** What matches the project's filter by now and is no item; null where there is no filter. */
  readonly newMatches: number | null;
  readonly forms: readonly ReviewForm[];
  readonly schema: string;
  readonly people: readonly PersonRow[];
  readonly onSave: (update: ProjectUpdate) => Promise<Outcome<{ readonly revision: number }>>;
  readonly onAdd: (project: { readonly project: string }) => Promise<Outcome<{ readonly added: number }>>;
}

const advice = "What you wrote is still here; try again.";

export function ProjectSettingsForm({
  project,
  newMatches,
  forms,
  schema,
  people,
  onSave,
  onAdd,
}: ProjectSettingsFormProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => startFrom(project));
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (changes: Partial<Draft>) => setDraft((current) => ({ ...current, ...changes }));
  const isFormChanged = draft.formText !== formatForm(project.form);

  async function save(event: FormEvent) {
    event.preventDefault();
    const parsed = parseFormText(draft.formText);
    if (!parsed.ok) return setFailure(`The form: ${describeFormProblems(parsed.problems)}`);
    setBusy(true);
    setFailure(null);
    const { formText: _, hidden, members, ...plain } = draft;
    const outcome = await attempt(
      () =>
        onSave({
          slug: project.slug,
          revision: project.revision,
          changes: {
            ...plain,
            hidden: [...hidden],
            members: [...members],
            ...(isFormChanged ? { form: parsed.form } : {}),
          },
        }),
      advice,
    );
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.message);
    notify("success", outcome.data.revision === project.revision ? "Nothing changed" : `${draft.title} is saved`);
    router.refresh();
  }
  async function add() {
    setBusy(true);
    const outcome = await attempt(() => onAdd({ project: project.slug }), advice);
    setBusy(false);
    if (!outcome.ok) return notify("error", outcome.message);
    notify("success", `Added ${formatSubjects(outcome.data.added, project.subject)}`);
    router.refresh();
  }

  return (
    <form onSubmit={save} className="grid max-w-6xl gap-8 px-4 pb-12">
      {newMatches === null ? null : (
        <p className="flex flex-wrap items-center gap-3 text-sm">
          {newMatches === 0
            ? "Everything that matches the project's filter is an item already."
            : `${formatSubjects(newMatches, project.subject)} match the filter by now and are no items yet.`}
          {newMatches > 0 ? (
            <Button size="small" disabled={isBusy} onClick={() => void add()}>
              <Plus /> Add {formatSubjects(newMatches, project.subject)}
            </Button>
          ) : null}
        </p>
      )}
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
        <Field label="State" hint={projectStateWords[draft.state].hint}>
          {(control) => (
            <Select
              {...control}
              value={draft.state}
              onChange={({ target }) =>
                change({ state: projectStates.find((state) => state === target.value) ?? draft.state })
              }
            >
              {projectStates.map((state) => (
                <option key={state}>{state}</option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className="grid gap-2">
        <FormChoice forms={forms} schema={schema} text={draft.formText} onChange={(formText) => change({ formText })} />
        {isFormChanged && project.submitted > 0 ? (
          <p className="text-[13px] text-warn">
            Reviews that are in keep the form they were made with. Where one item has reviews of several forms that do
            not fit, a curator decides.
          </p>
        ) : null}
      </div>
      <div className="grid gap-2">
        <RuleFields subject={project.subject} value={draft} onChange={change} />
        {draft.rule !== project.rule || draft.reviewersPerItem !== project.reviewersPerItem ? (
          <p className="text-[13px] text-warn">
            Complete items are settled anew, but for those that a person decided. What is decided gets no further
            reviewers.
          </p>
        ) : null}
      </div>
      <PeopleFields people={people} value={draft} onChange={change} />
      <GuidelinesField text={draft.guidelines} onChange={(guidelines) => change({ guidelines })} />
      <Failure message={failure} />
      <Button type="submit" look="primary" className="justify-self-start" disabled={isBusy}>
        {isBusy ? "Saving…" : "Save"}
      </Button>
    </form>
  );
}

interface Draft
  extends Pick<
    ProjectDetail,
    "title" | "guidelines" | "state" | "reviewersPerItem" | "rule" | "hidden" | "isOpenToAll"
  > {
  readonly members: readonly string[];
  readonly formText: string;
}

function startFrom(project: ProjectDetail): Draft {
  const { title, guidelines, state, reviewersPerItem, rule, hidden, isOpenToAll } = project;
  const members = project.members.map(({ id }) => id);
  const formText = formatForm(project.form);
  return { title, guidelines, state, reviewersPerItem, rule, hidden, isOpenToAll, members, formText };
}

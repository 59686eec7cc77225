"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { CodeDiff } from "#components/code/code-diff";
import { JsonEditor, type JsonEditorHandle } from "#components/code/json-editor";
import type { TextProblem } from "#components/code/open-json-editor";
import { environmentHref } from "#components/environments/environment-link";
import { ProblemList } from "#components/environments/problem-list";
import { RuleChoice } from "#components/environments/rule-choice";
import { showFound, showRefused } from "#components/environments/shown-problems";
import { type Draft, useDraft } from "#components/environments/use-draft";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { Button } from "#components/ui/button";
import { Failure } from "#components/ui/failure";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import type { EnvironmentProblem } from "#lib/environments/environment-problems";
import type { RuleRow } from "#lib/environments/model";
import { formatAmount } from "#lib/format";

type SaveOutcome =
  | {
      readonly ok: true;
      readonly data:
        | {
            readonly ok: true;
            readonly saved: { readonly hash: string; readonly name: string; readonly isNew: boolean };
          }
        | { readonly ok: false; readonly problems: readonly EnvironmentProblem[] };
    }
  | { readonly ok: false; readonly message: string };

interface EnvironmentEditorProps {
  readonly start: Draft;
  /** The hash of the environment that a new version is made of, or null. */
  readonly from: string | null;
  /** The JSON Schema of the specification, as text. */
  readonly schema: string;
  /** The language that the text is the template of. */
  readonly template: string | null;
  readonly templates: readonly { readonly language: string; readonly text: string }[];
  /** Those that use the environment it is made of. */
  readonly rules: readonly RuleRow[];
  /** How many more do. */
  readonly hiddenRules: number;
  /** Those of them that move to the new version, unless somebody chooses otherwise. */
  readonly ruleIds: readonly number[];
  readonly onSave: (input: { name: string; text: string; ruleIds: number[] }) => Promise<SaveOutcome>;
}

export function EnvironmentEditor(props: EnvironmentEditorProps) {
  const { start, from, schema, templates, rules, onSave } = props;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const editor = useRef<JsonEditorHandle>(null);
  const { draft, isChanged, isRestored, revision, change, replaceText, discard, forget } = useDraft(
    `assay-environment:${from ?? "new"}`,
    start,
  );
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(props.ruleIds));
  const [found, setFound] = useState<readonly TextProblem[]>([]);
  const [refused, setRefused] = useState<{ text: string; problems: readonly EnvironmentProblem[] } | null>(null);
  const [failure, setFailure] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const [isCompared, setCompared] = useState(false);
  // Somebody may have moved some of them elsewhere since they were chosen.
  const present = new Set(rules.filter(({ id }) => chosen.has(id)).map(({ id }) => id));

  useShortcuts("Editor", [
    { keys: "$mod+s", shown: "⌘S", description: "Save", isGlobal: true, run: () => form.current?.requestSubmit() },
  ]);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSaving) return;
    setSaving(true);
    setFailure(undefined);
    const outcome = await onSave({ ...draft, ruleIds: [...present] });
    setSaving(false);
    if (!outcome.ok) {
      setFailure(outcome.message);
      return router.refresh();
    }
    if (!outcome.data.ok) return setRefused({ text: draft.text, problems: outcome.data.problems });
    const { saved } = outcome.data;
    forget();
    notify("success", describeSaved(saved, present.size));
    router.push(environmentHref(saved.hash));
  }

  const problems = refused?.text === draft.text ? showRefused(refused.problems) : showFound(draft.text, found);
  return (
    <form ref={form} onSubmit={save} className="grid gap-4 px-4 pb-10">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-60 flex-1 sm:max-w-md">
          <Field label="Name">
            {(control) => (
              <Input
                {...control}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
                placeholder="Python 3.9 with pytest"
                required
                maxLength={100}
                autoComplete="off"
              />
            )}
          </Field>
        </div>
        {from ? null : (
          <Field label="Template">
            {(control) => (
              <Select
                {...control}
                defaultValue={props.template ?? ""}
                onChange={(event) => {
                  const template = templates.find(({ language }) => language === event.target.value);
                  if (template) replaceText(template.text);
                }}
              >
                {templates.map(({ language }) => (
                  <option key={language}>{language}</option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Button type="submit" look="primary" disabled={isSaving}>
          {isSaving ? "Saving …" : "Save"}
        </Button>
        {from ? (
          <Button
            look={isCompared ? "active" : "secondary"}
            aria-pressed={isCompared}
            onClick={() => setCompared(!isCompared)}
          >
            Show changes
          </Button>
        ) : null}
        {isRestored ? (
          <p role="status" className="flex items-center gap-2 text-[13px] text-muted">
            Your unsaved changes are here again.
            <Button size="small" onClick={discard}>
              Discard them
            </Button>
          </p>
        ) : isChanged ? (
          <p className="pb-1.5 text-[13px] text-muted">Not saved yet</p>
        ) : null}
      </div>
      <Failure message={failure && `${failure} What you wrote is still here.`} />
      <div className={from ? "grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]" : "grid grid-cols-1"}>
        <div className="grid min-w-0 content-start gap-3">
          <JsonEditor
            ref={editor}
            text={draft.text}
            revision={revision}
            schema={schema}
            label="Specification"
            onChange={(text) => change({ text })}
            onProblems={setFound}
          />
          <ProblemList problems={problems} onReveal={(place) => editor.current?.reveal(place)} />
          {isCompared ? <CodeDiff before={start.text} after={draft.text} language="json" label="Changes" /> : null}
        </div>
        {from ? <RuleChoice rules={rules} hidden={props.hiddenRules} chosen={present} onChoose={setChosen} /> : null}
      </div>
    </form>
  );
}

function describeSaved({ name, isNew }: { name: string; isNew: boolean }, moved: number): string {
  const saved = isNew ? `Saved ${name}` : `This specification was there already, as ${name}`;
  return moved > 0 ? `${saved}; ${formatAmount(moved, "rule uses", "rules use")} it now` : saved;
}

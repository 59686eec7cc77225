"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import type { NamedTarget, RuleRow, RuleTarget } from "#lib/environments/model";
import { bareTarget, describeTarget, shortHash } from "#lib/environments/names";

type Failure = { readonly ok: false; readonly message: string };

export interface RuleFormActions {
  readonly add: (input: {
    target: NamedTarget;
    environmentHash: string;
  }) => Promise<
    { readonly ok: true; readonly data: { readonly state: "set" | "taken"; readonly rule: RuleRow } } | Failure
  >;
  readonly set: (input: {
    target: RuleTarget;
    environmentHash: string;
    ruleId: number;
  }) => Promise<{ readonly ok: true } | Failure>;
}

interface RuleFormProps {
  readonly environmentHash: string;
  readonly languages: readonly string[];
  readonly actions: RuleFormActions;
}

type Scope = NamedTarget["scope"];

/** Uses an environment for something. What has another one is changed only after that one was shown. */
export function RuleForm({ environmentHash, languages, actions }: RuleFormProps) {
  const router = useRouter();
  const [scope, setScope] = useState<Scope>("repository");
  const [taken, setTaken] = useState<RuleRow | null>(null);
  const [error, setError] = useState<string>();

  function settle(outcome: { readonly ok: true } | Failure, target: NamedTarget) {
    setTaken(null);
    setError(outcome.ok ? undefined : outcome.message);
    if (outcome.ok) notify("success", `${describeTarget(target)} uses it now`);
    router.refresh();
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const target = readTarget(scope, new FormData(event.currentTarget));
    const outcome = await actions.add({ target, environmentHash });
    if (outcome.ok && outcome.data.state === "taken") {
      setError(undefined);
      return setTaken(outcome.data.rule);
    }
    settle(outcome, target);
  }
  async function move(rule: RuleRow) {
    settle(await actions.set({ target: bareTarget(rule.target), environmentHash, ruleId: rule.id }), rule.target);
  }
  return (
    <form onSubmit={submit} onChange={() => setTaken(null)} className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Use it for">
          {(control) => (
            <Select {...control} value={scope} onChange={(event) => setScope(asScope(event.target.value))}>
              <option value="language">a language</option>
              <option value="repository">a repository</option>
              <option value="task">a task</option>
            </Select>
          )}
        </Field>
        <TargetFields scope={scope} languages={languages} />
        <Button type="submit">Use it</Button>
      </div>
      {error ? (
        <p role="alert" className="text-[13px] text-bad">
          {error}
        </p>
      ) : null}
      {taken ? (
        <div role="alert" className="flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2 text-[13px]">
          <span>
            {describeTarget(taken.target)} uses {taken.environmentName} ({shortHash(taken.environmentHash)}), set by{" "}
            {taken.createdBy}.
          </span>
          <Button size="small" onClick={() => move(taken)}>
            Use this one instead
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function TargetFields({ scope, languages }: { scope: Scope; languages: readonly string[] }) {
  switch (scope) {
    case "language":
      return (
        <Field label="Language">
          {(control) => (
            <>
              <Input {...control} name="language" list={`${control.id}-list`} required maxLength={50} />
              <datalist id={`${control.id}-list`}>
                {languages.map((language) => (
                  <option key={language} value={language} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      );
    case "repository":
      return (
        <>
          <Field label="Repository">
            {(control) => <Input {...control} name="repo" placeholder="owner/name" required maxLength={300} />}
          </Field>
          <Field label="Version">
            {(control) => <Input {...control} name="version" placeholder="all" maxLength={100} />}
          </Field>
        </>
      );
    case "task":
      return (
        <>
          <Field label="Dataset">{(control) => <Input {...control} name="dataset" required maxLength={64} />}</Field>
          <Field label="Instance id">
            {(control) => <Input {...control} name="instanceId" required maxLength={500} />}
          </Field>
        </>
      );
  }
}

function readTarget(scope: Scope, form: FormData): NamedTarget {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  switch (scope) {
    case "language":
      return { scope, language: text("language") };
    case "repository":
      return { scope, repo: text("repo"), version: text("version") || null };
    case "task":
      return { scope, dataset: text("dataset"), instanceId: text("instanceId") };
  }
}

function asScope(value: string): Scope {
  return value === "language" || value === "task" ? value : "repository";
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import type { SourceActions } from "#components/environments/source-manager";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import type { RepositorySource } from "#lib/environments/model";

interface SourceFormProps {
  /** The source that is being changed; null while one is added. */
  readonly edited: RepositorySource | null;
  readonly onSet: SourceActions["set"];
  readonly onDone: () => void;
}

export function SourceForm({ edited, onSet, onDone }: SourceFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<string>();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const repo = edited?.repo ?? String(fields.get("repo"));
    const outcome = await onSet({ repo, source: String(fields.get("source")), seen: edited?.source ?? null });
    setError(outcome.ok ? undefined : outcome.message);
    router.refresh();
    if (!outcome.ok) return;
    notify("success", `Set the source of ${repo}`);
    form.current?.reset();
    onDone();
  }
  return (
    <form ref={form} onSubmit={submit} className="grid max-w-2xl gap-3 px-4 py-6">
      <h2 className="text-sm font-semibold">{edited ? `Change the source of ${edited.repo}` : "Add a source"}</h2>
      {edited ? null : (
        <Field label="Repository">
          {(control) => <Input {...control} name="repo" placeholder="owner/name" required maxLength={300} />}
        </Field>
      )}
      <Field
        label="Source"
        hint="https://host/owner/name, git@host:owner/name, /folder/on/the/workers, or demo:library. Leave passwords out: git on the workers' machines has them."
        error={error}
      >
        {(control) => (
          <Input
            {...control}
            name="source"
            defaultValue={edited?.source ?? ""}
            required
            maxLength={2000}
            autoComplete="off"
            spellCheck={false}
            autoFocus={edited !== null}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look={edited ? "primary" : "secondary"}>
          {edited ? "Change it" : "Add"}
        </Button>
        {edited ? <Button onClick={onDone}>Leave it</Button> : null}
      </div>
    </form>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { sendFile } from "#components/imports/send-file";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { FileDrop } from "#components/ui/file-drop";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { SendingFile } from "#components/ui/sending-file";
import { useSending } from "#components/ui/use-sending";
import { type ImportKind, importKinds } from "#lib/core/import-state";

const hints: Readonly<Record<ImportKind, string>> = {
  tasks: "JSONL, JSON or Parquet; JSON also as .gz or .zst. Any size.",
  trajectories:
    "SWE-agent, mini-swe-agent, OpenHands, ATIF, R2E-Gym or messages: JSON, JSONL, Parquet or a tar archive.",
};

interface UploadFormProps {
  readonly slugs: readonly string[];
  readonly slug: string;
  readonly kind: ImportKind;
  readonly formats: readonly { readonly id: string; readonly label: string }[];
}

/** A file, dropped or chosen, and where it goes. Sending shows progress and can be stopped; then the import's page takes over. */
export function UploadForm({ slugs, slug, kind: initialKind, formats }: UploadFormProps) {
  const router = useRouter();
  const listId = useId();
  const [kind, setKind] = useState(initialKind);
  const [file, setFile] = useState<File | null>(null);
  const { sending, error, setError, send } = useSending();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!file) return setError("Choose a file first");
    const form = new FormData(event.currentTarget);
    const dataset = String(form.get("dataset"));
    const sent = await send(file, { isWritten: false }, (onProgress) =>
      sendFile(
        file,
        {
          kind,
          dataset,
          format: String(form.get("format") ?? "auto"),
          isStrict: form.get("strict") === "on",
          run: String(form.get("run") ?? ""),
          model: String(form.get("model") ?? ""),
        },
        onProgress,
      ),
    );
    if (sent) router.push(`/datasets/${dataset}/imports/${sent.importId}`);
  }

  return (
    <form onSubmit={submit} className="grid max-w-xl gap-4 px-4 pb-10">
      <fieldset disabled={sending !== null} className="grid min-w-0 gap-4">
        <FileDrop file={file} isDisabled={sending !== null} hint={hints[kind]} onChoose={setFile} />
        <fieldset className="flex gap-4">
          <legend className="pb-1 text-[13px] font-medium">What it holds</legend>
          {importKinds.map((choice) => (
            <label key={choice} className="flex cursor-pointer items-center gap-2">
              <input
                type="radio"
                name="kind"
                value={choice}
                checked={kind === choice}
                onChange={() => setKind(choice)}
              />
              {choice === "tasks" ? "Tasks" : "Trajectories"}
            </label>
          ))}
        </fieldset>
        <Field label="Dataset" hint={`Where the ${kind} go. A new name makes a new dataset.`}>
          {(control) => (
            <>
              <Input
                {...control}
                name="dataset"
                required
                list={listId}
                defaultValue={slug}
                pattern="[a-z0-9][a-z0-9._\-]{0,63}"
                title="Lower-case letters, digits, - _ and ."
              />
              <datalist id={listId}>
                {slugs.map((known) => (
                  <option key={known} value={known} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        {kind === "tasks" ? (
          <Field label="Schema" hint="Known by its columns; say it only where the guess is wrong.">
            {(control) => (
              <Select {...control} name="format" defaultValue="auto">
                <option value="auto">Find out from the columns</option>
                {formats.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <>
            <Field label="Model" hint="Whose they are, where they do not say.">
              {(control) => <Input {...control} name="model" maxLength={200} />}
            </Field>
            <Field label="Run" hint="What they are all a part of, to filter and compare by.">
              {(control) => <Input {...control} name="run" maxLength={200} />}
            </Field>
          </>
        )}
        <label className="flex cursor-pointer items-center gap-2">
          <Checkbox name="strict" /> Strict: import all records or none
        </label>
      </fieldset>
      <p role="alert" className="text-bad empty:hidden">
        {error}
      </p>
      {sending ? (
        <SendingFile sending={sending} />
      ) : (
        <Button type="submit" look="primary" className="justify-self-start">
          Send and look at it
        </Button>
      )}
      <p className="text-[13px] text-muted">
        Nothing is written to the dataset before you have seen what would change.
      </p>
    </form>
  );
}

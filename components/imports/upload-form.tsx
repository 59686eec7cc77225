"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { sendFile, type Upload } from "#components/imports/send-file";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { FileDrop } from "#components/ui/file-drop";
import { Input } from "#components/ui/input";
import { ProgressBar } from "#components/ui/progress-bar";
import { Select } from "#components/ui/select";
import { formatBytes } from "#lib/format";

interface UploadFormProps {
  readonly slugs: readonly string[];
  readonly slug: string;
  readonly formats: readonly { readonly id: string; readonly label: string }[];
}

/** A file, dropped or chosen, and where it goes. Sending shows progress and can be stopped; then the import's page takes over. */
export function UploadForm({ slugs, slug, formats }: UploadFormProps) {
  const router = useRouter();
  const listId = useId();
  const [file, setFile] = useState<File | null>(null);
  const [upload, setUpload] = useState<Upload | null>(null);
  const [sentBytes, setSentBytes] = useState(0);
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!file) return setError("Choose a file first");
    const form = new FormData(event.currentTarget);
    const dataset = String(form.get("dataset"));
    setError(undefined);
    setSentBytes(0);
    const started = sendFile(
      file,
      { dataset, format: String(form.get("format")), isStrict: form.get("strict") === "on" },
      setSentBytes,
    );
    setUpload(started);
    const outcome = await started.outcome;
    setUpload(null);
    if (outcome.ok) router.push(`/datasets/${dataset}/imports/${outcome.importId}`);
    else setError(outcome.message);
  }

  return (
    <form onSubmit={submit} className="grid max-w-xl gap-4 px-4 pb-10">
      <FileDrop file={file} hint="JSONL, JSON or Parquet; JSON also as .gz or .zst. Any size." onChoose={setFile} />
      <Field label="Dataset" hint="Where the tasks go. A new name makes a new dataset.">
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
      <label className="flex cursor-pointer items-center gap-2">
        <Checkbox name="strict" /> Strict: import all records or none
      </label>
      <p role="alert" className="text-bad empty:hidden">
        {error}
      </p>
      {upload && file ? (
        <div className="grid gap-2">
          <ProgressBar label="Sending the file" value={sentBytes} total={file.size} />
          <div className="flex items-center justify-between text-[13px] text-muted tabular-nums">
            {formatBytes(sentBytes)} of {formatBytes(file.size)}
            <Button size="small" onClick={upload.cancel}>
              Stop
            </Button>
          </div>
        </div>
      ) : (
        <Button type="submit" look="primary" className="justify-self-start">
          Send and look at it
        </Button>
      )}
      <p className="text-[13px] text-muted">
        Nothing is written to the dataset before you have seen where its columns go.
      </p>
    </form>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { PredictionPreviewTable } from "#components/predictions/prediction-preview-table";
import {
  importFile,
  type PredictionTarget,
  previewFile,
  type Sending,
  type SentPredictions,
} from "#components/predictions/send-predictions";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FileDrop } from "#components/ui/file-drop";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { ProgressBar } from "#components/ui/progress-bar";
import { Select } from "#components/ui/select";
import { formatAmount, formatBytes } from "#lib/format";
import type { PredictionPreview } from "#lib/predictions/model";

interface Looked extends SentPredictions<PredictionPreview> {
  readonly target: PredictionTarget;
}

/** A file of predictions, dropped or chosen: first what is in it, then it is kept. */
export function PredictionUpload({ slugs, slug }: { slugs: readonly string[]; slug: string }) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [sending, setSending] = useState<Pick<Sending<PredictionPreview>, "cancel"> | null>(null);
  const [sentBytes, setSentBytes] = useState(0);
  const [error, setError] = useState<string>();

  /** Drops what was said about another file or target. */
  function forget() {
    setLooked(null);
    setError(undefined);
  }
  async function take<T extends PredictionPreview>(start: () => Sending<T>): Promise<SentPredictions<T> | null> {
    setError(undefined);
    setSentBytes(0);
    const started = start();
    setSending(started);
    const outcome = await started.outcome;
    setSending(null);
    if (outcome.ok) return outcome.sent;
    setError(outcome.message);
    return null;
  }
  async function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!file) return setError("Choose a file first");
    const form = new FormData(event.currentTarget);
    const target = {
      dataset: String(form.get("dataset")),
      name: String(form.get("name")),
      model: String(form.get("model")),
    };
    const sent = await take(() => previewFile(file, target, setSentBytes));
    setLooked(sent && { ...sent, target });
  }
  async function keep() {
    if (!file || !looked) return;
    const sent = await take(() => importFile(file, looked.target, setSentBytes));
    if (!sent) return;
    const [first, ...others] = sent.sets;
    const isKnown = sent.sets.every(({ isNew }) => !isNew);
    notify("success", isKnown ? "These predictions were imported before" : "The predictions are imported");
    router.push(first && others.length === 0 ? `/runs/predictions/${first.id}` : "/runs/predictions");
  }

  return (
    <div className="grid gap-6 pb-10">
      <form onSubmit={look} onChange={forget} className="grid max-w-xl gap-4 px-4">
        <FileDrop
          file={file}
          hint="preds.json, JSON Lines or a list, also as .gz or .zst. 256 MB of text at most."
          onChoose={(chosen) => {
            setFile(chosen);
            forget();
          }}
        />
        <Field label="Dataset" hint="Whose tasks the predictions are for.">
          {(control) => (
            <Select {...control} name="dataset" required defaultValue={slug}>
              {slugs.map((known) => (
                <option key={known} value={known}>
                  {known}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Name" hint="What they are called; the file's own name without it.">
          {(control) => <Input {...control} name="name" maxLength={200} />}
        </Field>
        <Field label="Model" hint="Whose patches they are; what the file says of each without it.">
          {(control) => <Input {...control} name="model" maxLength={200} />}
        </Field>
        <p role="alert" className="break-words text-bad empty:hidden">
          {error}
        </p>
        {sending && file ? (
          <div className="grid gap-2">
            <ProgressBar label="Sending the file" value={sentBytes} total={file.size} />
            <div className="flex items-center justify-between text-[13px] text-muted tabular-nums">
              {sentBytes < file.size
                ? `${formatBytes(sentBytes)} of ${formatBytes(file.size)}`
                : "All of it is there; reading it"}
              <Button size="small" onClick={sending.cancel}>
                Stop
              </Button>
            </div>
          </div>
        ) : looked ? null : (
          <Button type="submit" look="primary" className="justify-self-start">
            Send and look at it
          </Button>
        )}
        <p className="text-[13px] text-muted">
          Nothing is kept before you have seen what is in the file. The run folder of a harness, with its logs, is taken
          in by <code className="rounded bg-sunken px-1 py-0.5">assay evaluate --predictions &lt;folder&gt;</code>.
        </p>
      </form>
      {looked && !sending ? (
        <PredictionPreviewTable sets={looked.sets} problems={looked.problems}>
          <Button look="primary" onClick={keep}>
            Import {formatAmount(countAll(looked.sets), "prediction")}
          </Button>
        </PredictionPreviewTable>
      ) : null}
    </div>
  );
}

function countAll(sets: readonly PredictionPreview[]): number {
  return sets.reduce((sum, { predictions }) => sum + predictions, 0);
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { PredictionPreviewTable } from "#components/predictions/prediction-preview-table";
import {
  importFile,
  type PredictionTarget,
  previewFile,
  type SentPredictions,
} from "#components/predictions/send-predictions";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FileDrop } from "#components/ui/file-drop";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import { SendingFile } from "#components/ui/sending-file";
import { useSending } from "#components/ui/use-sending";
import { formatAmount } from "#lib/format";
import type { PredictionPreview } from "#lib/predictions/model";

interface Looked extends SentPredictions<PredictionPreview> {
  readonly target: PredictionTarget;
  /** The one that was looked at, whatever was chosen since. */
  readonly file: File;
}

/** A file of predictions, dropped or chosen: first what is in it, then it is kept. */
export function PredictionUpload({ slugs, slug }: { slugs: readonly string[]; slug: string }) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const { sending, error, setError, send } = useSending();

  /** Drops what was said about another file or target. */
  function forget() {
    setLooked(null);
    setError(undefined);
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
    const sent = await send(file, { isWritten: false }, (onProgress) => previewFile(file, target, onProgress));
    setLooked(sent && { ...sent, target, file });
  }
  async function keep() {
    if (!looked) return;
    const sent = await send(looked.file, { isWritten: true }, (onProgress) =>
      importFile(looked.file, looked.target, onProgress),
    );
    if (!sent) return;
    const [first, ...others] = sent.sets;
    const isKnown = sent.sets.every(({ isNew }) => !isNew);
    notify("success", isKnown ? "These predictions were imported before" : "The predictions are imported");
    router.push(first && others.length === 0 ? `/runs/predictions/${first.id}` : "/runs/predictions");
  }

  return (
    <div className="grid gap-6 pb-10">
      <form onSubmit={look} onChange={forget} className="grid max-w-xl gap-4 px-4">
        <fieldset disabled={sending !== null} className="grid min-w-0 gap-4">
          <FileDrop
            file={file}
            isDisabled={sending !== null}
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
        </fieldset>
        <p role="alert" className="break-words text-bad empty:hidden">
          {error}
        </p>
        {sending ? (
          <SendingFile sending={sending} />
        ) : (
          <Button type="submit" look={looked ? "secondary" : "primary"} className="justify-self-start">
            {looked ? "Look at it again" : "Send and look at it"}
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

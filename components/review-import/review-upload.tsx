"use client";

import { type FormEvent, useState } from "react";
import { ReviewImportReport } from "#components/review-import/review-import-report";
import { type ReviewTarget, sendReviews } from "#components/review-import/send-reviews";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { FileDrop } from "#components/ui/file-drop";
import { Input } from "#components/ui/input";
import { notify } from "#components/ui/notify";
import { Select } from "#components/ui/select";
import { SendingFile } from "#components/ui/sending-file";
import { useSending } from "#components/ui/use-sending";
import { formatAmount } from "#lib/format";
import type { ReviewImport } from "#lib/reviews/import-model";

/** What would come of a file: of that file, whatever was chosen since. */
interface Looked {
  readonly imported: ReviewImport;
  readonly target: ReviewTarget;
  readonly file: File;
}

interface ReviewUploadProps {
  readonly project: string;
  /** Those whose tasks the file can name. */
  readonly datasets: readonly string[];
  /** The one that the project's items are of; empty where they are of several. */
  readonly dataset: string;
  /** The columns that the form gives a meaning. */
  readonly columns: readonly string[];
}

/** A file of reviews, dropped or chosen: first what would come of it, then it is taken in. */
export function ReviewUpload({ project, datasets, dataset, columns }: ReviewUploadProps) {
  const [file, setFile] = useState<File | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const { sending, error, setError, send } = useSending();

  /** Drops what was said about another file or choice. */
  function forget() {
    setLooked(null);
    setError(undefined);
  }
  async function take(sent: File, target: ReviewTarget, isDryRun: boolean): Promise<ReviewImport | null> {
    const imported = await send(sent, { isWritten: !isDryRun }, (onProgress) =>
      sendReviews(sent, target, isDryRun, onProgress),
    );
    setLooked(imported && { imported, target, file: sent });
    return imported;
  }
  async function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!file) return setError("Choose a file first");
    const form = new FormData(event.currentTarget);
    await take(
      file,
      {
        project,
        dataset: String(form.get("dataset")),
        reviewer: String(form.get("reviewer")),
        addsItems: form.get("addItems") !== null,
      },
      true,
    );
  }
  async function keep() {
    if (!looked) return;
    const imported = await take(looked.file, looked.target, false);
    if (imported) notify("success", `${formatAmount(imported.added, "review")} imported`);
  }

  return (
    <div className="grid grid-cols-1 gap-6 pb-10">
      <form onSubmit={look} onChange={forget} className="grid max-w-xl gap-4 px-4">
        <fieldset disabled={sending !== null} className="grid min-w-0 gap-4">
          <FileDrop
            file={file}
            isDisabled={sending !== null}
            hint="CSV with a line of column names, 64 MB at most."
            onChoose={(chosen) => {
              setFile(chosen);
              forget();
            }}
          />
          <details className="text-[13px]">
            <summary className="cursor-pointer text-muted">Columns that are read</summary>
            <p className="pt-1 font-mono leading-6 break-words">{columns.join(", ")}</p>
          </details>
          <Field label="Dataset" hint="Whose tasks the file names.">
            {(control) => (
              <Select {...control} name="dataset" required defaultValue={dataset}>
                {dataset === "" ? <option value="">Choose one</option> : null}
                {datasets.map((slug) => (
                  <option key={slug} value={slug}>
                    {slug}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Reviewer" hint="Whose reviews they are, where the file has no user_id; ensembled without it.">
            {(control) => <Input {...control} name="reviewer" maxLength={200} />}
          </Field>
          <label htmlFor="add-items" className="flex items-center gap-2 text-[13px]">
            <Checkbox id="add-items" name="addItems" /> Make items of tasks that the project does not have yet
          </label>
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
        <p className="text-[13px] text-muted">Nothing is kept before you have seen what would come of it.</p>
      </form>
      {looked && !sending ? (
        <ReviewImportReport imported={looked.imported}>
          {looked.imported.isDryRun && looked.imported.added + looked.imported.itemsAdded > 0 ? (
            <Button look="primary" onClick={keep}>
              Import {formatAmount(looked.imported.added, "review")}
            </Button>
          ) : null}
        </ReviewImportReport>
      ) : null}
    </div>
  );
}

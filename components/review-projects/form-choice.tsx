"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { FormEditor } from "#components/review-projects/form-editor";
import { FormPreview } from "#components/review-projects/form-preview";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import type { ReviewForm } from "#lib/core/review/form";
import { formatForm, parseFormText } from "#lib/reviews/parse-form";

interface FormChoiceProps {
  readonly forms: readonly ReviewForm[];
  readonly schema: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** One of the ready-made forms, as it is or edited. */
export function FormChoice({ forms, schema, text, onChange }: FormChoiceProps) {
  const [isEdited, setEdited] = useState(false);
  const [revision, setRevision] = useState(0);
  /** What was written here before a ready-made form took its place. */
  const [own, setOwn] = useState<string | null>(null);
  const chosen = forms.find((form) => formatForm(form) === text);
  const parsed = parseFormText(text);
  function choose(name: string) {
    const form = forms.find((each) => each.name === name);
    const next = form ? formatForm(form) : own;
    if (next === null) return;
    if (!chosen) setOwn(text);
    onChange(next);
    setRevision(revision + 1);
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Form">
          {(control) => (
            <Select {...control} value={chosen?.name ?? ""} onChange={({ target }) => choose(target.value)}>
              {chosen && own === null ? null : <option value="">Your own</option>}
              {forms.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          )}
        </Field>
        <Button aria-pressed={isEdited} look={isEdited ? "active" : "secondary"} onClick={() => setEdited(!isEdited)}>
          <Pencil /> Edit as JSON
        </Button>
      </div>
      {isEdited ? (
        <FormEditor text={text} revision={revision} schema={schema} onChange={onChange} />
      ) : parsed.ok ? (
        <FormPreview form={parsed.form} />
      ) : (
        <p role="alert" className="text-[13px] text-bad">
          This form has problems. Edit it to see them.
        </p>
      )}
    </div>
  );
}

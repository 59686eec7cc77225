"use client";

import { useMemo, useRef } from "react";
import { JsonEditor, type JsonEditorHandle } from "#components/code/json-editor";
import { ProblemList } from "#components/environments/problem-list";
import { FormPreview } from "#components/review-projects/form-preview";
import type { ReviewForm } from "#lib/core/review/form";
import { parseFormText } from "#lib/reviews/parse-form";

interface FormEditorProps {
  readonly text: string;
  /** Grows when the text was not typed but put there. */
  readonly revision: number;
  /** The JSON Schema of forms, as text. */
  readonly schema: string;
  readonly onChange: (text: string) => void;
}

/** A form as JSON, with what is wrong about it, beside what it asks. While it is wrong, the last good one is shown. */
export function FormEditor({ text, revision, schema, onChange }: FormEditorProps) {
  const editor = useRef<JsonEditorHandle>(null);
  const lastGood = useRef<ReviewForm | null>(null);
  const parsed = useMemo(() => parseFormText(text), [text]);
  if (parsed.ok) lastGood.current = parsed.form;
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <div className="grid min-w-0 content-start gap-3">
        <JsonEditor
          ref={editor}
          text={text}
          revision={revision}
          schema={schema}
          label="Form as JSON"
          onChange={onChange}
          onProblems={() => {}}
        />
        <ProblemList problems={parsed.ok ? [] : parsed.problems} onReveal={(place) => editor.current?.reveal(place)} />
      </div>
      <div className="min-w-0">{lastGood.current ? <FormPreview form={lastGood.current} /> : null}</div>
    </div>
  );
}

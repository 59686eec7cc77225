"use client";

import { useTheme } from "next-themes";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { JsonEditorControls, TextProblem } from "#components/code/open-json-editor";

export interface JsonEditorHandle {
  reveal(place: { readonly line: number; readonly column: number }): void;
}

interface JsonEditorProps {
  readonly text: string;
  /** Another number for a text that does not come from here: what is typed goes out, and must not come back late. */
  readonly revision: number;
  /** A JSON Schema, as text: one that was merely sent again changes nothing. */
  readonly schema: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly onProblems: (problems: readonly TextProblem[]) => void;
  readonly ref?: Ref<JsonEditorHandle>;
}

/** JSON in Monaco, checked and completed by a schema. Until that is loaded, and where it cannot be, in a plain text field. */
export function JsonEditor({ text, revision, schema, label, onChange, onProblems, ref }: JsonEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [controls, setControls] = useState<JsonEditorControls | null>(null);
  const latest = useRef({ text, onChange, onProblems });
  latest.current = { text, onChange, onProblems };
  useMonacoTheme(controls !== null);

  useEffect(() => {
    let close: (() => void) | undefined;
    let isGone = false;
    import("#components/code/open-json-editor").then(
      ({ openJsonEditor }) => {
        if (isGone || !container.current) return;
        const opened = openJsonEditor(container.current, {
          text: latest.current.text,
          schema,
          label,
          onChange: (next) => latest.current.onChange(next),
          onProblems: (problems) => latest.current.onProblems(problems),
        });
        close = opened.close;
        if (field.current && field.current === document.activeElement) opened.focus(field.current.selectionStart);
        setControls(opened);
      },
      // The text field stays.
      () => {},
    );
    return () => {
      isGone = true;
      close?.();
      setControls(null);
    };
  }, [schema, label]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when the text is to be taken over
  useEffect(() => controls?.setText(latest.current.text), [controls, revision]);
  useImperativeHandle(
    ref,
    () => ({
      reveal(place) {
        if (controls) return controls.reveal(place);
        field.current?.focus();
        field.current?.setSelectionRange(...rangeOf(text, place));
      },
    }),
    [controls, text],
  );
  return (
    <div className="relative h-[60vh] min-h-72 overflow-hidden rounded-md border border-line-strong">
      <div ref={container} className="absolute inset-0" />
      {controls ? null : (
        <textarea
          ref={field}
          aria-label={label}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          spellCheck={false}
          autoCapitalize="off"
          className="absolute inset-0 size-full resize-none bg-canvas p-3 font-mono text-[13px] leading-[18px]"
        />
      )}
    </div>
  );
}

/** The line from a place on. */
function rangeOf(text: string, { line, column }: { line: number; column: number }): [number, number] {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return [start + column - 1, start + (lines[line - 1]?.length ?? 0)];
}

function useMonacoTheme(isOpen: boolean): void {
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    if (!isOpen) return;
    void import("#components/code/monaco").then(({ editor }) =>
      editor.setTheme(resolvedTheme === "dark" ? "vs-dark" : "vs"),
    );
  }, [isOpen, resolvedTheme]);
}

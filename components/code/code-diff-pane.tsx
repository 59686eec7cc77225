"use client";

import { CircleAlert } from "lucide-react";
import type { editor as monacoEditor } from "monaco-editor";
import { useTheme } from "next-themes";
import { useEffect, useRef, useState } from "react";
import { Notice } from "#components/ui/notice";

interface CodeDiffPaneProps {
  readonly before: string;
  readonly after: string;
  readonly language: string;
  readonly label: string;
}

export function CodeDiffPane({ before, after, language, label }: CodeDiffPaneProps) {
  const container = useRef<HTMLDivElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const { resolvedTheme } = useTheme();
  const theme = resolvedTheme === "dark" ? "vs-dark" : "vs";

  useEffect(() => {
    let close: (() => void) | undefined;
    let isGone = false;
    openDiff(() => (isGone ? null : container.current), { before, after, language, label, theme }).then(
      (opened) => {
        close = opened;
        if (isGone) close?.();
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      close?.();
    };
  }, [before, after, language, label, theme]);

  if (hasFailed) {
    return (
      <Notice icon={CircleAlert} title="The viewer could not be loaded">
        Reload the page.
      </Notice>
    );
  }
  return <div ref={container} className="h-[60vh] border" />;
}

async function openDiff(
  place: () => HTMLElement | null,
  { before, after, language, label, theme }: CodeDiffPaneProps & { theme: string },
): Promise<(() => void) | undefined> {
  const { editor } = await import("#components/code/monaco");
  const node = place();
  if (!node) return undefined;
  const original = editor.createModel(before, language);
  const modified = editor.createModel(after, language);
  const instance = editor.createDiffEditor(node, {
    theme,
    automaticLayout: true,
    ariaLabel: label,
    domReadOnly: true,
    fontFamily: "var(--font-mono)",
    fontSize: 13,
    hideUnchangedRegions: { enabled: true },
    links: false,
    minimap: { enabled: false },
    readOnly: true,
    renderOverviewRuler: false,
    renderSideBySideInlineBreakpoint: 900,
    scrollBeyondLastLine: false,
    wordWrap: "on",
  });
  instance.setModel({ original, modified });
  keepName(instance.getOriginalEditor(), `${label}: before`);
  keepName(instance.getModifiedEditor(), `${label}: after`);
  return () => {
    instance.dispose();
    original.dispose();
    modified.dispose();
  };
}

/** The diff editor takes the names of its sides away whenever it sets another of their options. */
function keepName(side: monacoEditor.ICodeEditor, name: string): void {
  const setName = () => {
    if (side.getRawOptions().ariaLabel !== name) side.updateOptions({ ariaLabel: name });
  };
  setName();
  side.onDidChangeConfiguration(setName);
}

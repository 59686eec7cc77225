"use client";

import { CircleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect, useRef, useState } from "react";
import { Notice } from "#components/ui/notice";

interface MonacoPaneProps {
  readonly text: string;
  readonly language: string;
  readonly label: string;
}

export function MonacoPane({ text, language, label }: MonacoPaneProps) {
  const container = useRef<HTMLDivElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const { resolvedTheme } = useTheme();
  const theme = resolvedTheme === "dark" ? "vs-dark" : "vs";

  useEffect(() => {
    const node = container.current;
    if (!node) return;
    let dispose: (() => void) | undefined;
    let isGone = false;
    openEditor(node, { text, language, label, theme }).then(
      (close) => {
        if (isGone) close();
        else dispose = close;
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      dispose?.();
    };
  }, [text, language, label, theme]);

  if (hasFailed) {
    return (
      <Notice icon={CircleAlert} title="The viewer could not be loaded">
        Reload the page. The download button gives the same text.
      </Notice>
    );
  }
  return <div ref={container} className="h-[70vh] border" />;
}

async function openEditor(
  node: HTMLElement,
  { text, language, label, theme }: MonacoPaneProps & { theme: string },
): Promise<() => void> {
  const { editor } = await import("#components/code/monaco");
  const model = editor.createModel(text, language);
  const instance = editor.create(node, {
    model,
    theme,
    ariaLabel: label,
    readOnly: true,
    domReadOnly: true,
    automaticLayout: true,
    fontFamily: "var(--font-mono)",
    fontSize: 13,
    links: false,
    minimap: { enabled: false },
    renderControlCharacters: true,
    scrollBeyondLastLine: false,
    stopRenderingLineAfter: 20_000,
    wordWrap: "on",
  });
  return () => {
    instance.dispose();
    model.dispose();
  };
}

"use client";

import { useTheme } from "next-themes";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { LogEditor } from "#components/code/log-editor";

interface LogEditorUse {
  readonly label: string;
  readonly isWrapped: boolean;
  readonly onLine: (line: number) => void;
  readonly onLeaveEnd: () => void;
}

/** Opens a log editor in an element, with the theme of the page; null while it loads, and it says when it cannot. */
export function useLogEditor({ label, isWrapped, onLine, onLeaveEnd }: LogEditorUse): {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly editor: LogEditor | null;
  readonly hasFailed: boolean;
} {
  const container = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<LogEditor | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const theme = useTheme().resolvedTheme === "dark" ? "dark" : "light";
  const latest = useRef({ theme, isWrapped, onLine, onLeaveEnd } as const);
  latest.current = { theme, isWrapped, onLine, onLeaveEnd };

  useEffect(() => {
    let opened: LogEditor | undefined;
    let isGone = false;
    async function open() {
      const { openLogEditor } = await import("#components/code/log-editor");
      if (isGone || !container.current) return;
      const made = await openLogEditor(container.current, {
        label,
        theme: latest.current.theme,
        isWrapped: latest.current.isWrapped,
        onLine: (line) => latest.current.onLine(line),
        onLeaveEnd: () => latest.current.onLeaveEnd(),
      });
      if (isGone) return made.dispose();
      opened = made;
      setEditor(made);
    }
    open().catch(() => setFailed(true));
    return () => {
      isGone = true;
      setEditor(null);
      opened?.dispose();
    };
  }, [label]);
  useEffect(() => editor?.setTheme(theme), [editor, theme]);
  useEffect(() => editor?.setWrapped(isWrapped), [editor, isWrapped]);
  return { container, editor, hasFailed };
}

"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { notify } from "#components/ui/notify";

export interface Draft {
  readonly name: string;
  readonly text: string;
}

interface DraftState {
  readonly draft: Draft;
  readonly isChanged: boolean;
  /** Whether it was found in this tab, from before. */
  readonly isRestored: boolean;
  /** Grows when the text was not typed but put there. */
  readonly revision: number;
  readonly change: (changes: Partial<Draft>) => void;
  readonly replaceText: (text: string) => void;
  /** Back to what it started from, and nothing kept. */
  readonly discard: () => void;
  /** Nothing kept, because it was saved. */
  readonly forget: () => void;
}

/**
 * What is written and not saved yet. It stays with the tab, so that neither a reload nor a click on a link loses it; before the
 * tab is closed or leaves Assay, the browser asks.
 */
export function useDraft(key: string, start: Draft): DraftState {
  const [draft, setDraft] = useState(start);
  const latest = useRef(draft);
  latest.current = draft;
  const [isRestored, setRestored] = useState(false);
  const [revision, setRevision] = useState(0);
  const isSaved = useRef(false);
  const isChanged = draft.name !== start.name || draft.text !== start.text;
  const isUnsaved = useRef(isChanged);
  isUnsaved.current = isChanged && !isSaved.current;

  useEffect(() => {
    const kept = read(key);
    if (!kept) return;
    setDraft(kept);
    setRevision((current) => current + 1);
    setRestored(true);
  }, [key]);

  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isChanged]);

  useEffect(
    () => () => {
      if (isUnsaved.current) notify("success", "Your changes are kept in this tab. Open the editor again to go on.");
    },
    [],
  );

  const change = useCallback(
    (changes: Partial<Draft>) => {
      const next = { ...latest.current, ...changes };
      latest.current = next;
      write(key, next.name === start.name && next.text === start.text ? null : next);
      setDraft(next);
    },
    [key, start.name, start.text],
  );
  const replaceText = useCallback(
    (text: string) => {
      change({ text });
      setRevision((current) => current + 1);
    },
    [change],
  );
  const discard = useCallback(() => {
    write(key, null);
    setRestored(false);
    setDraft({ name: start.name, text: start.text });
    setRevision((current) => current + 1);
  }, [key, start.name, start.text]);
  const forget = useCallback(() => {
    isSaved.current = true;
    isUnsaved.current = false;
    write(key, null);
  }, [key]);
  return {
    draft,
    isChanged,
    isRestored: isRestored && isChanged,
    revision,
    change,
    replaceText,
    discard,
    forget,
  };
}

function read(key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    "text" in value &&
    typeof value.name === "string" &&
    typeof value.text === "string"
  );
}

function write(key: string, draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // Where the browser keeps nothing, its question before leaving is all there is.
  }
}

"use client";

import { useEffect, useState } from "react";

interface Suggestion {
  readonly id: number;
  readonly instanceId: string;
  readonly dataset: string;
}

interface Suggestions {
  readonly tasks: readonly Suggestion[];
  readonly error: string | null;
  /** What was typed when they were asked for. */
  readonly text: string;
}

const nothing: Suggestions = { tasks: [], error: null, text: "" };
const pauseMilliseconds = 150;

/** Tasks that have the words typed so far. Asks when the typing pauses, and drops answers that come too late. */
export function useTaskSuggestions(text: string): Suggestions {
  const [suggestions, setSuggestions] = useState(nothing);
  useEffect(() => {
    if (text.trim().length < 2) {
      setSuggestions(nothing);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      fetchSuggestions(text, abort.signal).then(setSuggestions, () => {
        if (!abort.signal.aborted) setSuggestions({ tasks: [], error: "The search did not answer. Try again.", text });
      });
    }, pauseMilliseconds);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [text]);
  return suggestions;
}

async function fetchSuggestions(text: string, signal: AbortSignal): Promise<Suggestions> {
  const response = await fetch(`/api/v1/tasks?limit=8&q=${encodeURIComponent(text)}`, { signal });
  if (!response.ok) throw new Error(`The task search answered ${response.status}`);
  const { items }: { items: Suggestion[] } = await response.json();
  return { tasks: items, error: null, text };
}

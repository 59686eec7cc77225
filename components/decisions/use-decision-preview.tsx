"use client";

import { useEffect, useRef, useState } from "react";
import { attempt, type Outcome } from "#lib/outcome";
import type { DecisionPreview } from "#lib/reviews/decide-many";
import type { SubjectChoiceInput } from "#lib/reviews/subject-choice";

/** What a decision would be about; `ask` looks anew. */
export function useDecisionPreview(
  choice: SubjectChoiceInput,
  onPreview: (choice: SubjectChoiceInput) => Promise<Outcome<DecisionPreview>>,
) {
  const [preview, setPreview] = useState<DecisionPreview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const latest = useRef({ choice, onPreview });
  latest.current = { choice, onPreview };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the round says when to ask again
  useEffect(() => {
    let isWanted = true;
    attempt(() => latest.current.onPreview(latest.current.choice), "Close this and open it again.").then((answer) => {
      if (!isWanted) return;
      setPreview(answer.ok ? answer.data : null);
      setError(answer.ok ? null : answer.message);
    });
    return () => {
      isWanted = false;
    };
  }, [round]);
  return { preview, error, ask: () => setRound((current) => current + 1) };
}

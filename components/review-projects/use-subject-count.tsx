"use client";

import { useEffect, useRef, useState } from "react";
import { attempt, type Outcome } from "#lib/outcome";
import type { SubjectChoiceInput } from "#lib/reviews/subject-choice";

export type CountSubjects = (choice: SubjectChoiceInput) => Promise<Outcome<{ readonly count: number }>>;

const pauseMilliseconds = 300;

/** How many are chosen, asked anew when the choice changes and its writer pauses. */
export function useSubjectCount(choice: SubjectChoiceInput, onCount: CountSubjects) {
  const key = JSON.stringify(choice);
  const [answer, setAnswer] = useState<{ key: string; count: number | null; error: string | null } | null>(null);
  const latest = useRef({ choice, onCount });
  latest.current = { choice, onCount };
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(async () => {
      const outcome = await attempt(() => latest.current.onCount(latest.current.choice), "They could not be counted.");
      if (!isWanted) return;
      setAnswer({
        key,
        count: outcome.ok ? outcome.data.count : null,
        error: outcome.ok ? null : outcome.message,
      });
    }, pauseMilliseconds);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  const isOld = answer?.key !== key;
  return { count: isOld ? null : answer.count, error: isOld ? null : answer.error };
}

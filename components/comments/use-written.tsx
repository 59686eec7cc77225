"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { notify } from "#components/ui/notify";
import type { SubjectComments } from "#lib/comments/model";
import { attempt, type Outcome } from "#lib/outcome";

type Change = (now: SubjectComments) => SubjectComments;

/** The newest that the server has said of each subject. */
const newest = new Map<string, SubjectComments>();
/** All that it has said with a page: going back brings such an answer up again, when it is not the newest any more. */
const shown = new WeakSet<SubjectComments>();

/** Comments with the changes that are on their way. A change that is refused is taken back, and the person told why. */
export function useWritten(subject: string, initial: SubjectComments) {
  const [pending, setPending] = useState<readonly Change[]>([]);
  const known = (shown.has(initial) && newest.get(subject)) || initial;
  const comments = useMemo(() => pending.reduce((now, change) => change(now), known), [known, pending]);
  useEffect(() => {
    if (shown.has(initial)) return;
    shown.add(initial);
    newest.set(subject, initial);
  }, [subject, initial]);

  const write = useCallback(
    async (change: Change, send: () => Promise<Outcome<SubjectComments>>): Promise<boolean> => {
      setPending((now) => [...now, change]);
      const outcome = await attempt(send, "Nothing was changed. Your words are still there.");
      if (outcome.ok) newest.set(subject, outcome.data);
      else notify("error", outcome.message);
      setPending((now) => now.filter((each) => each !== change));
      return outcome.ok;
    },
    [subject],
  );
  return { comments, write };
}

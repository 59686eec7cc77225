"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { DeskActions } from "#components/review/desk-actions";
import { areSameAnswers, draftKey, keepLocalDraft, readLocalDraft } from "#components/review/local-draft";
import { dropText } from "#components/ui/kept-text";
import type { Answers } from "#lib/core/review/answers";
import { attempt } from "#lib/outcome";
import type { DeskItem } from "#lib/reviews/desk-item";
import type { ReviewInput } from "#lib/reviews/review-input";

/** How far what is written has got. */
export type DraftState =
  | { readonly kind: "saved"; readonly at: Date | null }
  | { readonly kind: "waiting" }
  | { readonly kind: "unreachable"; readonly message: string }
  /** The server has other answers: from another window, or this browser has some from before. */
  | { readonly kind: "conflict"; readonly other: Answers; readonly revision: number };

interface DraftOptions {
  readonly item: DeskItem;
  readonly formHash: string;
  readonly personId: string;
  readonly secondsSpent: () => number;
  readonly actions: Pick<DeskActions, "onSave" | "onLoad">;
  /** The review was submitted or taken back in another window. */
  readonly onOvertaken: (item: DeskItem) => void;
}

const restMilliseconds = 700;
const retryMilliseconds = 4_000;

/**
 * The answers at hand, saved as they are written: in this browser at once, on the server after a short rest, and by a beacon when
 * the page goes. One save is on its way at a time, each naming the revision that it goes on from.
 */
export function useDraft(options: DraftOptions) {
  const { item, formHash, personId, actions } = options;
  const key = draftKey(personId, item.id);
  const [answers, setAnswers] = useState<Answers>(item.review?.answers ?? {});
  const [state, setState] = useState<DraftState>({ kind: "saved", at: dateOf(item.review?.savedAt) });
  const latest = useRef(options);
  latest.current = options;
  const written = useRef(answers);
  const revision = useRef(item.review?.revision ?? 0);
  const isDirty = useRef(false);
  /** While answers are being submitted, and from then on if they were: nothing is changed or saved beside that. */
  const isClosed = useRef(false);
  const isGone = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const underway = useRef<Promise<void> | null>(null);

  const input = useCallback(
    (): ReviewInput => ({
      itemId: item.id,
      revision: revision.current,
      answers: written.current,
      activeSeconds: latest.current.secondsSpent(),
      contentHash: item.contentHash,
      formHash,
    }),
    [item.id, item.contentHash, formHash],
  );
  const send = useCallback(async (): Promise<void> => {
    const sent = written.current;
    const settle = (saved: number) => {
      revision.current = saved;
      isDirty.current = written.current !== sent;
      if (isDirty.current) keepLocalDraft(key, { revision: saved, answers: written.current });
      else dropText(key);
      setState(isDirty.current ? { kind: "waiting" } : { kind: "saved", at: new Date() });
    };
    const outcome = await attempt(() => actions.onSave(input()));
    if (outcome.ok) {
      settle(outcome.data.revision);
      return;
    }
    // Nobody is there to be told, or the answers went in meanwhile; what is not saved stays in this browser.
    if (isGone.current || isClosed.current) return;
    if (outcome.code !== "conflict") {
      setState({ kind: "unreachable", message: outcome.message });
      return;
    }
    const found = await attempt(() => actions.onLoad({ itemId: item.id }));
    if (!found.ok) {
      setState({ kind: "unreachable", message: found.message });
      return;
    }
    const { review } = found.data;
    if (isGone.current || isClosed.current) return;
    if (review?.state === "submitted") latest.current.onOvertaken(found.data);
    else if (areSameAnswers(review?.answers ?? {}, sent)) settle(review?.revision ?? 0);
    else setState({ kind: "conflict", other: review?.answers ?? {}, revision: review?.revision ?? 0 });
  }, [actions, input, item.id, key]);

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    if (isClosed.current || !isDirty.current) return underway.current ?? Promise.resolve();
    underway.current ??= send().finally(() => {
      underway.current = null;
    });
    return underway.current;
  }, [send]);

  /** Saves what is not saved yet, before the desk turns to something else. */
  const flush = useCallback(async (): Promise<void> => {
    await underway.current;
    await save();
  }, [save]);

  const change = useCallback(
    (next: Answers) => {
      if (isClosed.current) return;
      written.current = next;
      isDirty.current = true;
      setAnswers(next);
      setState({ kind: "waiting" });
      keepLocalDraft(key, { revision: revision.current, answers: next });
    },
    [key],
  );

  // What has just been written rests for a moment before it is sent; what could not be sent is tried again and again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the answers begins the rest anew
  useEffect(() => {
    if (!isDirty.current || state.kind === "conflict") return;
    const rest = state.kind === "unreachable" ? retryMilliseconds : restMilliseconds;
    timer.current = setTimeout(save, rest);
    return () => clearTimeout(timer.current);
  }, [answers, state, save]);

  useEffect(() => {
    const kept = readLocalDraft(key);
    if (!kept || areSameAnswers(kept.answers, written.current)) dropText(key);
    else if (kept.revision === revision.current) change(kept.answers);
    else setState({ kind: "conflict", other: kept.answers, revision: revision.current });
  }, [key, change]);

  useEffect(() => {
    const leave = () => {
      if (!isDirty.current) return;
      const body = new Blob([JSON.stringify(input())], { type: "application/json" });
      navigator.sendBeacon("/api/review-drafts", body);
    };
    const hide = () => {
      if (document.visibilityState === "hidden") void save();
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", save);
    document.addEventListener("visibilitychange", hide);
    isGone.current = false;
    return () => {
      isGone.current = true;
      void flush();
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", save);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [input, save, flush]);

  return {
    answers,
    state,
    change,
    /** What to submit, once no save is on its way; nothing changes or is saved until it is done, or `reopen`ed. */
    async close(): Promise<ReviewInput> {
      isClosed.current = true;
      clearTimeout(timer.current);
      await underway.current;
      clearTimeout(timer.current);
      return input();
    },
    reopen(): void {
      isClosed.current = false;
      if (isDirty.current) setState({ kind: "waiting" });
    },
    flush,
    /** The server has the answers for good. */
    finish(): void {
      isDirty.current = false;
      dropText(key);
    },
    keepMine(): void {
      if (state.kind !== "conflict") return;
      revision.current = state.revision;
      isDirty.current = true;
      setState({ kind: "waiting" });
    },
    takeOther(): void {
      if (state.kind !== "conflict") return;
      revision.current = state.revision;
      written.current = state.other;
      isDirty.current = true;
      setAnswers(state.other);
      setState({ kind: "waiting" });
    },
  };
}

function dateOf(at: Date | undefined): Date | null {
  return at ? new Date(at) : null;
}

"use client";

import { useEffect, useRef, useState } from "react";
import { useComments } from "#components/comments/comment-scene";
import { flagLooks } from "#components/comments/flag-looks";
import { Button } from "#components/ui/button";
import { DialogPanel } from "#components/ui/dialog-panel";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { stepFlagKinds } from "#lib/core/comment/model";

/** Asks for the kind of flag: a click or its digit. One's own flag of that kind is taken off again. */
export function FlagDialog({ step, onClose }: { step: number; onClose: () => void }) {
  const { comments, toggleFlag } = useComments();
  const [note, setNote] = useState("");
  const isBusy = useRef(false);
  const mine = new Set(comments.flags.filter((flag) => flag.isMine && flag.step === step).map(({ kind }) => kind));
  /** A note is in this dialog alone: it stays until the flag is there. */
  async function choose(kind: (typeof stepFlagKinds)[number]) {
    if (isBusy.current) return;
    const words = note.trim();
    if (words === "") onClose();
    isBusy.current = true;
    const isDone = await toggleFlag(step, kind, words);
    isBusy.current = false;
    if (isDone && words !== "") onClose();
  }
  const latest = useRef(choose);
  latest.current = choose;
  // On the document: wherever in the dialog the focus is, a digit outside of the note is meant for the list.
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const kind = stepFlagKinds[Number(event.key) - 1];
      if (!kind || event.repeat || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      void latest.current(kind);
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
  return (
    <DialogPanel title={`Flag step ${step}`} isOpen onOpenChange={onClose}>
      <div className="grid gap-3">
        <ul className="grid gap-1">
          {stepFlagKinds.map((kind, index) => {
            const { word, meaning, icon: Icon } = flagLooks[kind];
            return (
              <li key={kind}>
                <Button
                  autoFocus={index === 0}
                  look={mine.has(kind) ? "active" : "secondary"}
                  aria-pressed={mine.has(kind)}
                  className="h-auto w-full gap-3 py-1.5 text-left whitespace-normal"
                  onClick={() => void choose(kind)}
                >
                  <Kbd>{index + 1}</Kbd>
                  <Icon aria-hidden />
                  <span className="min-w-0">
                    <span className="block first-letter:uppercase">{word}</span>
                    <span className="block text-[13px] font-normal text-muted">{meaning}</span>
                  </span>
                </Button>
              </li>
            );
          })}
        </ul>
        <Field label="Note (optional)">
          {(control) => (
            <Input {...control} value={note} maxLength={1_000} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </div>
    </DialogPanel>
  );
}

"use client";

import { CornerDownLeft, SkipForward } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import type { DeskActions } from "#components/review/desk-actions";
import { DraftConflict } from "#components/review/draft-conflict";
import { LostLease } from "#components/review/lost-lease";
import { ReviewFormFields } from "#components/review/review-form-fields";
import { SaveLine } from "#components/review/save-line";
import { SkipDialog } from "#components/review/skip-dialog";
import { useActiveSeconds } from "#components/review/use-active-seconds";
import { useDraft } from "#components/review/use-draft";
import { useFormKeys } from "#components/review/use-form-keys";
import { useLease } from "#components/review/use-lease";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { findAnswerProblems } from "#lib/core/review/answers";
import { attempt } from "#lib/outcome";
import type { DeskItem } from "#lib/reviews/desk-item";
import type { DeskNext, KnownItem } from "#lib/reviews/open-next";
import type { WorkProject } from "#lib/reviews/work-project";

interface DeskFormProps {
  readonly project: WorkProject;
  readonly item: DeskItem;
  readonly personId: string;
  readonly actions: DeskActions;
  readonly isBusy: boolean;
  /** Filled with what saves the answers before the desk turns to something else. */
  readonly leave: RefObject<() => Promise<void>>;
  readonly known: () => KnownItem | null;
  /** The desk does one thing at a time: false while it does another. */
  readonly onBegin: () => boolean;
  readonly onEnd: () => void;
  readonly onSubmitted: (next: DeskNext) => void;
  /** Whether it was done; why not, the person is told. */
  readonly onSkip: (reason: string) => Promise<boolean>;
  readonly onTake: () => void;
  readonly onNext: () => void;
  readonly onOvertaken: (item: DeskItem) => void;
}

/** The form of an item that this person holds. */
export function DeskForm(props: DeskFormProps) {
  const { project, item, personId, actions, isBusy, leave, known } = props;
  const frame = useRef<HTMLElement>(null);
  const [wasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSkipping, setSkipping] = useState(false);
  const secondsSpent = useActiveSeconds(item.review?.activeSeconds ?? 0, true);
  const { isLost, lose } = useLease(item.id, true, actions.onHeartbeat);
  const draft = useDraft({
    item,
    formHash: project.formHash,
    personId,
    secondsSpent,
    actions,
    onOvertaken: props.onOvertaken,
  });
  const isForked = draft.state.kind === "conflict";
  const keys = useFormKeys({
    form: project.form,
    answers: draft.answers,
    isOn: !isForked,
    frame,
    onChange: draft.change,
  });
  useEffect(() => {
    leave.current = draft.flush;
    return () => {
      leave.current = async () => {};
    };
  });

  async function submit(): Promise<void> {
    if (isLost || isForked || isInDialog()) return;
    const [problem] = findAnswerProblems(project.form, draft.answers);
    setTried(true);
    setFailure(null);
    if (problem) {
      keys.goTo(problem.question);
      return;
    }
    if (!props.onBegin()) return;
    const review = await draft.close();
    const outcome = await attempt(() => actions.onSubmit({ project: project.slug, known: known(), review }));
    if (!outcome.ok) await recover(outcome.message);
    else if (outcome.data.state === "incomplete") draft.reopen();
    props.onEnd();
    if (!outcome.ok || outcome.data.state === "incomplete") return;
    draft.finish();
    props.onSubmitted(outcome.data.next);
  }
  function choose(draftToKeep: () => void): void {
    draftToKeep();
    frame.current?.focus();
  }
  /** The answer may be all that was lost of a submission. */
  async function recover(message: string): Promise<void> {
    const found = await attempt(() => actions.onLoad({ itemId: item.id }));
    if (found.ok && found.data.review?.state === "submitted") {
      draft.finish();
      props.onOvertaken(found.data);
      return;
    }
    draft.reopen();
    setFailure(message);
    await draft.flush();
    const beat = await attempt(() => actions.onHeartbeat({ itemId: item.id }));
    if (!beat.ok && beat.code === "conflict") lose();
  }

  useShortcuts("Review", [
    { keys: "Enter", description: "Submit, and go on with the next", run: () => void submit() },
    {
      keys: "Control+Enter",
      shown: "Ctrl Enter",
      description: "The same while writing",
      isGlobal: true,
      run: () => void submit(),
    },
    {
      keys: "Meta+Enter",
      description: "The same while writing",
      isUnlisted: true,
      isGlobal: true,
      run: () => void submit(),
    },
    { keys: "s", description: "Skip this item", run: () => void props.onSkip("") },
    { keys: "Shift+S", shown: "S", description: "Skip it and say why", run: () => setSkipping(true) },
    { keys: "q", description: "Back to the questions", run: () => keys.current && keys.goTo(keys.current) },
  ]);

  const problems = wasTried ? findAnswerProblems(project.form, draft.answers) : [];
  return (
    <section ref={frame} aria-label="Review" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
      <div className="grid min-h-0 flex-1 content-start gap-2 overflow-y-auto p-2">
        {isLost ? <LostLease isBusy={isBusy} onTake={props.onTake} onNext={props.onNext} /> : null}
        {draft.state.kind === "conflict" ? (
          <DraftConflict
            form={project.form}
            mine={draft.answers}
            other={draft.state.other}
            onKeep={() => choose(draft.keepMine)}
            onTake={() => choose(draft.takeOther)}
          />
        ) : null}
        <ReviewFormFields
          form={project.form}
          answers={draft.answers}
          problems={problems}
          isReadOnly={isForked}
          current={keys.current}
          onChange={draft.change}
          onCurrent={keys.setCurrent}
        />
      </div>
      <footer className="sticky bottom-0 grid gap-2 border-t bg-canvas px-4 py-3">
        {failure === null ? null : (
          <p role="alert" className="flex flex-wrap items-center gap-2 text-[13px] text-bad">
            <span className="min-w-0 flex-1">{failure}</span>
            <Button size="small" onClick={() => void draft.flush().then(() => window.location.reload())}>
              Load again
            </Button>
          </p>
        )}
        {problems.length > 0 ? (
          <p role="status" className="text-[13px] text-bad">
            {problems.length === 1 ? "1 question is not complete" : `${problems.length} questions are not complete`}
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary" disabled={isBusy || isLost || isForked} onClick={() => void submit()}>
            <CornerDownLeft /> Submit and next
          </Button>
          <Button disabled={isBusy} onClick={() => void props.onSkip("")}>
            <SkipForward /> Skip
            <span aria-hidden className="pointer-coarse:hidden">
              <Kbd>s</Kbd>
            </span>
          </Button>
          <div className="ml-auto min-w-0">
            <SaveLine state={draft.state} />
          </div>
        </div>
      </footer>
      <SkipDialog isOpen={isSkipping} onOpenChange={setSkipping} onSkip={props.onSkip} />
    </section>
  );
}

/** What is written in a dialog is not meant for the form below it. */
function isInDialog(): boolean {
  return Boolean(document.activeElement?.closest("[role=dialog]"));
}

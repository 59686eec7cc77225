"use client";

import { Check, CircleCheck, Reply, RotateCcw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { CommentEditor } from "#components/comments/comment-editor";
import { type CommentFocus, useComments } from "#components/comments/comment-scene";
import { CommentView } from "#components/comments/comment-view";
import { useReturnFocus } from "#components/comments/use-return-focus";
import { Button } from "#components/ui/button";
import { VisibleText } from "#components/ui/visible-text";
import type { CommentThread } from "#lib/comments/model";
import { formatAmount } from "#lib/format";

interface ThreadViewProps {
  readonly thread: CommentThread;
  /** What stands above its comments: where it is pinned, what became of that place. */
  readonly head: ReactNode;
}

/** A thread: its comments, what can be done with it; one line while it is resolved, unless it is asked for. */
export function ThreadView({ thread, head }: ThreadViewProps) {
  const { focus, drafts, canWrite, isCurator, add, resolve } = useComments();
  const { id, comments, resolvedAt, resolvedBy } = thread;
  const replyKey = `reply:${id}`;
  const isFocused = comments.some((comment) => comment.id === focus?.id);
  const [asked, setAsked] = useState<{ isOpen: boolean; at: CommentFocus | null }>({ isOpen: false, at: null });
  const [isReplying, setReplying] = useState(() => drafts.get(replyKey) !== "");
  const isResolved = resolvedAt !== null;
  const isOpen = !isResolved || asked.isOpen || (isFocused && asked.at !== focus);
  const replyButton = useReturnFocus<HTMLButtonElement>(isReplying);
  const canResolve = canWrite && id > 0 && (isCurator || comments[0]?.isMine === true);
  return (
    <section aria-label="Thread" className="max-w-3xl divide-y rounded-md border bg-canvas font-sans">
      {head}
      {isResolved ? (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5 text-[13px] text-muted">
          <CircleCheck aria-hidden className="size-4 text-good" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            Resolved by <VisibleText text={(resolvedBy ?? "somebody").slice(0, 200)} />
          </span>
          <Button
            look="quiet"
            size="small"
            className="ml-auto"
            aria-expanded={isOpen}
            onClick={() => setAsked({ isOpen: !isOpen, at: focus })}
          >
            {isOpen ? "Hide" : `Show ${formatAmount(comments.length, "comment")}`}
          </Button>
        </p>
      ) : null}
      {isOpen ? comments.map((comment) => <CommentView key={comment.id} comment={comment} />) : null}
      {isOpen && canWrite && id > 0 ? (
        <div className="px-3 py-2">
          {isReplying ? (
            <CommentEditor
              draftKey={replyKey}
              label="Reply"
              verb="Reply"
              onSend={(body, picked) => {
                setReplying(false);
                return add({ threadId: id }, body, picked).then((isDone) => {
                  if (!isDone) setReplying(true);
                  return isDone;
                });
              }}
              onCancel={() => setReplying(false)}
            />
          ) : (
            <div className="flex flex-wrap gap-2">
              <Button ref={replyButton} size="small" onClick={() => setReplying(true)}>
                <Reply /> Reply
              </Button>
              {canResolve ? (
                <Button size="small" onClick={() => resolve(thread, !isResolved)}>
                  {isResolved ? <RotateCcw /> : <Check />} {isResolved ? "Reopen" : "Resolve"}
                </Button>
              ) : null}
            </div>
          )}
        </div>
      ) : null}
    </section>
  );
}

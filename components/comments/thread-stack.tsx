"use client";

import { AnchorLink } from "#components/comments/anchor-link";
import { CommentEditor } from "#components/comments/comment-editor";
import { useComments } from "#components/comments/comment-scene";
import { ThreadView } from "#components/comments/thread-view";
import { useReturnFocus } from "#components/comments/use-return-focus";
import { VisibleText } from "#components/ui/visible-text";
import type { CommentThread } from "#lib/comments/model";
import type { NewCommentAnchor } from "#lib/core/comment/model";
import type { PinState } from "#lib/core/diff/place-pins";

export interface ThreadStackProps {
  readonly threads: readonly CommentThread[];
  /** What became of the line of a thread, by the thread's id. */
  readonly states?: ReadonlyMap<number, PinState>;
  /** Where a new thread is being written; null for nowhere. */
  readonly draft?: NewCommentAnchor | null;
  /** Whether the new thread takes the focus. */
  readonly isDraftFocused?: boolean;
  readonly onDraftEnd?: (() => void) | undefined;
  /** Whether each thread says where it is pinned. */
  readonly hasPlaces?: boolean;
}

/** The threads of one place, and the one that somebody begins there. */
export function ThreadStack(props: ThreadStackProps) {
  const { threads, states, draft = null, isDraftFocused = true, onDraftEnd, hasPlaces = false } = props;
  const { subject, add } = useComments();
  const stack = useReturnFocus<HTMLDivElement>(draft !== null);
  return (
    <div ref={stack} tabIndex={-1} className="grid min-w-0 gap-2 font-sans text-sm whitespace-normal outline-none">
      {threads.map((thread) => (
        <ThreadView key={thread.id} thread={thread} head={<Head {...{ thread, states, hasPlaces }} />} />
      ))}
      {draft ? (
        <CommentEditor
          draftKey={`new:${keyOf(draft)}`}
          label={draft.kind === "subject" ? `Comment on the whole ${subject.kind}` : "Comment"}
          verb="Comment"
          isFocused={isDraftFocused}
          onSend={(body, picked) => {
            const sent = add({ anchor: draft }, body, picked);
            void sent.then((isDone) => isDone && onDraftEnd?.());
            return sent;
          }}
          {...(onDraftEnd && { onCancel: onDraftEnd })}
        />
      ) : null}
    </div>
  );
}

interface HeadProps {
  readonly thread: CommentThread;
  readonly states: ThreadStackProps["states"];
  readonly hasPlaces: boolean;
}

function Head({ thread, states, hasPlaces }: HeadProps) {
  const { anchor } = thread;
  const state = states?.get(thread.id) ?? "same";
  const isElsewhere = anchor.kind === "line" && state !== "same";
  if (!hasPlaces && !isElsewhere) return null;
  return (
    <div className="grid gap-1 px-3 py-1.5">
      {hasPlaces ? <AnchorLink thread={thread} /> : null}
      {isElsewhere ? (
        <p className="text-[13px] text-warn">
          {state === "moved" ? `This line was line ${anchor.number}.` : "The line this was about has changed. It was:"}{" "}
          {state === "changed" ? (
            <code dir="ltr" className="[overflow-wrap:anywhere] text-text">
              <VisibleText text={anchor.text.slice(0, 200)} />
            </code>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

function keyOf(anchor: NewCommentAnchor): string {
  return JSON.stringify(anchor.kind === "line" ? { ...anchor, text: "" } : anchor);
}

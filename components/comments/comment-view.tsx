"use client";

import { Link2, Pencil, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { CommentEditor } from "#components/comments/comment-editor";
import { useComments } from "#components/comments/comment-scene";
import { useReturnFocus } from "#components/comments/use-return-focus";
import { Button } from "#components/ui/button";
import { ConfirmButton } from "#components/ui/confirm-button";
import { Markdown } from "#components/ui/markdown";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { cn } from "#lib/class-names";
import type { CommentRow } from "#lib/comments/model";

/** A comment of a thread. */
export function CommentView({ comment }: { comment: CommentRow }) {
  const { focus, canWrite, isCurator, edit, remove } = useComments();
  const [isEditing, setEditing] = useState(false);
  const editButton = useReturnFocus<HTMLButtonElement>(isEditing);
  const element = useRef<HTMLElement>(null);
  const isFocused = focus?.id === comment.id;
  useEffect(() => {
    if (isFocused) element.current?.scrollIntoView({ block: "nearest" });
  }, [isFocused]);
  const { id, author, body, createdAt, editedAt, deletedAt } = comment;
  const isWritten = id > 0;
  const isDeleted = deletedAt !== null;
  return (
    <article
      ref={element}
      id={`comment-${id}`}
      aria-label={`Comment by ${author}`}
      className={cn("scroll-my-16 px-3 py-2", isFocused && "bg-mark/40 shadow-[inset_3px_0_0_var(--accent)]")}
    >
      <header className="flex min-h-6 flex-wrap items-center gap-x-2 text-[13px] text-muted">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere] text-text">
          <VisibleText text={author.slice(0, 200)} />
        </span>
        {isWritten ? <RelativeTime at={createdAt} /> : <span>being sent</span>}
        {editedAt && !isDeleted ? <span>edited</span> : null}
        {comment.isOutdated ? <span title="What it is about was changed since">on an earlier version</span> : null}
        {isWritten && !isDeleted ? (
          <span className="ml-auto flex">
            <CopyLink id={id} />
            {canWrite && comment.isMine ? (
              <Button
                ref={editButton}
                look="quiet"
                size="tinyIcon"
                aria-label="Edit this comment"
                title="Edit"
                onClick={() => setEditing(true)}
              >
                <Pencil />
              </Button>
            ) : null}
            {isCurator || (canWrite && comment.isMine) ? (
              <ConfirmButton
                label="Delete this comment"
                icon={Trash2}
                size="tinyIcon"
                question="Delete this comment?"
                deed="Delete 1 comment"
                onConfirm={async () => {
                  await remove(comment);
                }}
              >
                Its words are gone for good. Replies to it stay.
              </ConfirmButton>
            ) : null}
          </span>
        ) : null}
      </header>
      {isEditing ? (
        <CommentEditor
          draftKey={`edit:${id}`}
          label="Edit the comment"
          verb="Save"
          start={body}
          onSend={(next, picked) => {
            setEditing(false);
            return edit(comment, next, picked).then((isDone) => {
              if (!isDone) setEditing(true);
              return isDone;
            });
          }}
          onCancel={() => setEditing(false)}
        />
      ) : isDeleted ? (
        <p className="text-sm text-muted italic">This comment was deleted.</p>
      ) : (
        <div className="[&_.markdown]:text-sm">
          <Markdown text={body} />
        </div>
      )}
    </article>
  );
}

function CopyLink({ id }: { id: number }) {
  const { focusOn } = useComments();
  return (
    <Button look="quiet" size="tinyIcon" asChild>
      <a
        href={`#comment-${id}`}
        aria-label="Link to this comment"
        title="Link to this comment"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          focusOn(id);
        }}
      >
        <Link2 />
      </a>
    </Button>
  );
}

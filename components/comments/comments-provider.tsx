"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import type { CommentActions } from "#components/comments/comment-actions";
import { commentDrafts } from "#components/comments/comment-drafts";
import { type CommentScene, CommentSceneProvider } from "#components/comments/comment-scene";
import { useCommentFocus } from "#components/comments/use-comment-focus";
import { useWritten } from "#components/comments/use-written";
import { notify } from "#components/ui/notify";
import type { SubjectComments } from "#lib/comments/model";
import {
  withEdited,
  withFlag,
  withNewComment,
  withoutComment,
  withoutFlag,
  withResolution,
} from "#lib/comments/optimistic";
import type { Person } from "#lib/core/comment/mentions";
import type { CommentSubject } from "#lib/core/comment/model";
import { hasRole, type Role } from "#lib/core/role";
import { attempt } from "#lib/outcome";

interface CommentsProviderProps {
  readonly subject: CommentSubject;
  /** As the server has them; a newer answer of it replaces what is shown. */
  readonly initial: SubjectComments;
  readonly person: { readonly id: string; readonly name: string; readonly role: Role };
  readonly actions: CommentActions;
  readonly children: ReactNode;
}

const none: readonly Person[] = [];

/** Holds the comments and flags of a task or a trajectory. What one writes is there at once, and gone again if it was refused. */
export function CommentsProvider({ subject: { kind, id }, initial, person, actions, children }: CommentsProviderProps) {
  const { comments, write } = useWritten(`${kind} ${id}`, initial);
  const [focus, focusOn] = useCommentFocus();
  const router = useRouter();
  const people = useRef<Promise<readonly Person[]> | null>(null);
  const subject = useMemo(() => ({ kind, id }), [kind, id]);
  const drafts = useMemo(() => commentDrafts(person.id, subject), [person.id, subject]);
  const latest = useRef(comments);
  latest.current = comments;
  const listPeople = useCallback(() => {
    people.current ??= actions.onListPeople().then((outcome) => (outcome.ok ? outcome.data : none));
    return people.current.catch(() => {
      people.current = null;
      return none;
    });
  }, [actions]);

  useEffect(() => {
    if (!focus) return;
    const comment = latest.current.threads.flatMap((thread) => thread.comments).find((each) => each.id === focus.id);
    if (!comment) notify("error", "This comment was deleted, or is not yours to read before your review is submitted");
    else if (comment.isUnreadMention)
      // The number of unread ones beside one's name is the frame's, which only another answer of the server changes.
      void attempt(() => actions.onSee({ commentId: comment.id })).then(({ ok }) => ok && router.refresh());
  }, [focus, actions, router]);

  const scene = useMemo(
    (): CommentScene => ({
      subject,
      comments,
      canWrite: hasRole(person.role, "annotator"),
      isCurator: hasRole(person.role, "curator"),
      focus,
      focusOn,
      add: (place, body, picked) =>
        write(
          (now) => withNewComment(now, place, { author: person.name, body }),
          () => actions.onAdd({ subject, place, body, picked: [...picked] }),
        ),
      edit: ({ id: commentId, revision }, body, picked) =>
        write(
          (now) => withEdited(now, commentId, body),
          () => actions.onEdit({ commentId, revision, body, picked: [...picked] }),
        ),
      remove: ({ id: commentId, revision }) =>
        write(
          (now) => withoutComment(now, commentId),
          () => actions.onDelete({ commentId, revision }),
        ),
      resolve: (thread, isResolved) =>
        write(
          (now) => withResolution(now, thread.id, isResolved ? person.name : null),
          () => actions.onResolve({ threadId: thread.id, revision: thread.comments[0]?.revision ?? 1, isResolved }),
        ),
      toggleFlag(step, flagKind, note = "") {
        const mine = comments.flags.find((flag) => flag.isMine && flag.step === step && flag.kind === flagKind);
        if (mine)
          return write(
            (now) => withoutFlag(now, mine.id),
            () => actions.onUnflag({ flagId: mine.id, revision: mine.revision }),
          );
        return write(
          (now) => withFlag(now, { step, kind: flagKind, note, author: person.name }),
          () => actions.onFlag({ trajectoryId: subject.id, step, kind: flagKind, note }),
        );
      },
      listPeople,
      drafts,
    }),
    [subject, comments, person, focus, focusOn, write, actions, listPeople, drafts],
  );
  return <CommentSceneProvider value={scene}>{children}</CommentSceneProvider>;
}

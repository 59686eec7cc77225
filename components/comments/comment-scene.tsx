"use client";

import { createContext, useContext } from "react";
import type { CommentDrafts } from "#components/comments/comment-drafts";
import type { CommentRow, CommentThread, NewComment, SubjectComments } from "#lib/comments/model";
import type { Person } from "#lib/core/comment/mentions";
import type { CommentSubject, StepFlagKind } from "#lib/core/comment/model";

/** A comment that a link leads to; another object each time that it does. */
export interface CommentFocus {
  readonly id: number;
}

/** All that a page knows of what was written about its task or trajectory, and can do with it. */
export interface CommentScene {
  readonly subject: CommentSubject;
  readonly comments: SubjectComments;
  readonly canWrite: boolean;
  readonly isCurator: boolean;
  readonly focus: CommentFocus | null;
  focusOn(id: number): void;
  /** What changes something says whether it was done; why not, the person is told. */
  add(place: NewComment["place"], body: string, picked: readonly string[]): Promise<boolean>;
  edit(comment: CommentRow, body: string, picked: readonly string[]): Promise<boolean>;
  remove(comment: CommentRow): Promise<boolean>;
  resolve(thread: CommentThread, isResolved: boolean): Promise<boolean>;
  /** Puts one's own flag on a step, or takes it off. */
  toggleFlag(step: number, kind: StepFlagKind, note?: string): Promise<boolean>;
  listPeople(): Promise<readonly Person[]>;
  readonly drafts: CommentDrafts;
}

const SceneContext = createContext<CommentScene | null>(null);

export const CommentSceneProvider = SceneContext.Provider;

export function useComments(): CommentScene {
  const scene = useContext(SceneContext);
  if (!scene) throw new Error("Comments need a CommentsProvider above them");
  return scene;
}

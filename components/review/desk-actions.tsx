import type { AnswerProblem } from "#lib/core/review/answers";
import type { Outcome } from "#lib/outcome";
import type { DeskItem } from "#lib/reviews/desk-item";
import type { DeskNext, KnownItem } from "#lib/reviews/open-next";
import type { ReviewInput } from "#lib/reviews/review-input";
import type { SavedDraft } from "#lib/reviews/save-draft";

type Submitted =
  | { readonly state: "incomplete"; readonly problems: readonly AnswerProblem[] }
  | { readonly state: "submitted"; readonly next: DeskNext };

interface ItemRef {
  readonly itemId: number;
}

/** What a desk does on the server. */
export interface DeskActions {
  onHeartbeat(input: ItemRef): Promise<Outcome<void>>;
  onSave(input: ReviewInput): Promise<Outcome<SavedDraft>>;
  onSubmit(input: {
    readonly project: string;
    readonly known: KnownItem | null;
    readonly review: ReviewInput;
  }): Promise<Outcome<Submitted>>;
  onSkip(input: {
    readonly project: string;
    readonly known: KnownItem | null;
    readonly itemId: number;
    readonly reason: string;
  }): Promise<Outcome<DeskNext>>;
  onNext(input: { readonly project: string; readonly known: KnownItem | null }): Promise<Outcome<DeskNext>>;
  onRestoreSkips(input: { readonly project: string }): Promise<Outcome<DeskNext>>;
  onUndo(input: ItemRef): Promise<Outcome<DeskItem>>;
  onTake(input: ItemRef): Promise<Outcome<DeskItem>>;
  onRelease(input: ItemRef): Promise<Outcome<void>>;
  onLoad(input: ItemRef): Promise<Outcome<DeskItem>>;
}

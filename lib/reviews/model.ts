import { z } from "zod";
import type { Answers } from "#lib/core/review/answers";
import { type ReviewForm, reviewFormSchema } from "#lib/core/review/form";
import {
  type BlindPart,
  blindParts,
  type DecisionOrigin,
  type DecisionOutcome,
  type ItemState,
  type Outcome,
  type OutcomeRule,
  outcomeRules,
  type ProjectState,
  type ReviewState,
  type ReviewSubject,
  reviewSubjects,
} from "#lib/core/review/model";
import { storableText } from "#lib/core/storable-text";

/** A project's short name, as URLs and the command line write it. `new` is a page. */
export const projectSlugSchema = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    "A project's short name has lower-case letters, digits, '-', '_' and '.', 64 at most",
  )
  .refine((slug) => slug !== "new", "A project cannot be called new. Choose another short name");

export const newProjectSchema = z.object({
  slug: projectSlugSchema,
  title: storableText().trim().min(1).max(200),
  guidelines: storableText().max(100_000).default(""),
  subject: z.enum(reviewSubjects),
  form: reviewFormSchema,
  reviewersPerItem: z.int().min(1).max(20).default(1),
  rule: z.enum(outcomeRules),
  hidden: z.array(z.enum(blindParts)).default([]),
  isOpenToAll: z.boolean().default(true),
  members: z.array(z.uuid()).default([]),
});

export type NewProject = z.output<typeof newProjectSchema>;
export type NewProjectInput = z.input<typeof newProjectSchema>;

export interface ProjectCounts {
  /** Numbers of items. */
  readonly states: Readonly<Record<ItemState, number>>;
  readonly approved: number;
  readonly rejected: number;
  /** Numbers of slots. */
  readonly slots: number;
  readonly submitted: number;
  /** Held by somebody just now. */
  readonly leased: number;
  readonly reviewers: number;
  /** Of the time with an item in sight; null before there is a review that tells it. */
  readonly medianSeconds: number | null;
}

export interface ProjectRow extends ProjectCounts {
  readonly slug: string;
  readonly title: string;
  readonly subject: ReviewSubject;
  /** Null where the items were picked by hand. */
  readonly filter: string | null;
  readonly formHash: string;
  readonly formName: string;
  readonly reviewersPerItem: number;
  readonly rule: OutcomeRule;
  readonly hidden: readonly BlindPart[];
  readonly isOpenToAll: boolean;
  readonly state: ProjectState;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly revision: number;
}

export interface ReviewerProgress {
  readonly reviewer: string;
  readonly name: string;
  readonly submitted: number;
  readonly drafts: number;
  readonly medianSeconds: number | null;
  readonly lastAt: Date | null;
}

export interface ProjectDetail extends ProjectRow {
  readonly guidelines: string;
  readonly form: ReviewForm;
  readonly members: readonly PersonRow[];
  readonly progress: readonly ReviewerProgress[];
  /** Items whose subject changed since they were reviewed. */
  readonly changed: number;
  /** Reviews made with other versions of the form. */
  readonly olderReviews: number;
}

/** Somebody who can take part. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface ItemRow {
  readonly id: number;
  readonly position: number;
  readonly instanceId: string;
  readonly taskId: number | null;
  readonly trajectoryId: number | null;
  /** What tells trajectories of one task apart; null where the project hides it from the one who asks. */
  readonly model: string | null;
  readonly state: ItemState;
  readonly outcome: Outcome | null;
  readonly submitted: number;
  readonly slots: number;
  /** The subject is not any more what was reviewed: it asks for a second look. */
  readonly isChanged: boolean;
  readonly decidedAt: Date | null;
}

export interface ItemReview {
  readonly reviewer: string;
  readonly name: string;
  readonly state: ReviewState;
  readonly answers: Answers;
  readonly formHash: string;
  readonly contentHash: string;
  readonly activeSeconds: number;
  readonly submittedAt: Date | null;
}

export interface DecisionRow {
  readonly id: number;
  readonly at: Date;
  readonly itemId: number | null;
  readonly project: string | null;
  readonly outcome: DecisionOutcome;
  readonly origin: DecisionOrigin;
  readonly rule: OutcomeRule | null;
  readonly reason: string;
  readonly contentHash: string;
  readonly decidedBy: string;
  /** The decision that this row takes back. */
  readonly withdraws: number | null;
  readonly bulkId: string | null;
  /** Neither taken back nor one that takes back. */
  readonly isInForce: boolean;
}

export interface ItemEvent {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly event: string;
  readonly outcome: string | null;
  readonly reason: string;
}

export interface ItemDetail extends ItemRow {
  readonly project: string;
  readonly revision: number;
  /** Of the subject as it is now. */
  readonly contentHash: string;
  /** Of what was reviewed. */
  readonly reviewedHash: string;
  readonly form: ReviewForm;
  readonly formHash: string;
  readonly rule: OutcomeRule;
  /** Others' answers are left out, because the review of the one who asks is still due. */
  readonly isBlind: boolean;
  readonly reviews: readonly ItemReview[];
  /** How many were submitted, also where they are left out. */
  readonly reviewCount: number;
  /** What the rule makes of them, to begin with. */
  readonly combined: Answers;
  readonly suggested: Outcome | null;
  readonly decisions: readonly DecisionRow[];
  readonly events: readonly ItemEvent[];
  readonly subjectStatus: string | null;
}

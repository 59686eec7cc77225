import { z } from "zod";
import { answersSchema } from "#lib/core/review/answers";
import { reviewFormSchema } from "#lib/core/review/form";
import {
  blindParts,
  decisionOrigins,
  decisionOutcomes,
  itemStates,
  outcomeRules,
  outcomes,
  projectStates,
  reviewStates,
  reviewSubjects,
} from "#lib/core/review/model";
import { count, pageShape, wholeNumber } from "#lib/rest/list-schemas";
import { newProjectSchema } from "#lib/reviews/model";
import { subjectChoiceSchema } from "#lib/reviews/subject-choice";

const cursor = wholeNumber.optional().describe("`nextCursor` of an earlier page");

export const projectListQuery = z.strictObject(pageShape);
export const itemListQuery = z.strictObject({
  state: z.enum(itemStates).optional(),
  outcome: z.enum(outcomes).optional(),
  changed: z.enum(["true", "false"]).optional().describe("`true`: only those that ask for a second look"),
  q: z.string().max(200).default("").describe("A part of the instance id"),
  limit: pageShape.limit,
  cursor,
});
export const decisionListQuery = z.strictObject({ limit: pageShape.limit, cursor });

/** `form` is read by `readForm`, whose words say more than a schema's. */
export const newProjectBody = z.strictObject({
  ...newProjectSchema.shape,
  form: z.unknown(),
  ids: subjectChoiceSchema.shape.ids.default(null).describe("Picked ones; without them all that match the filter"),
  filter: subjectChoiceSchema.shape.filter.describe("The query of the list of tasks or trajectories"),
});

export const newProject = newProjectBody
  .extend({ form: z.union([z.string().describe("The name of a ready-made form"), reviewFormSchema]) })
  .meta({ id: "NewReviewProject" });

const time = z.iso.datetime();

const projectItem = z
  .object({
    slug: z.string(),
    title: z.string(),
    subject: z.enum(reviewSubjects),
    filter: z.string().nullable().describe("Null where the items were picked by hand"),
    formHash: z.string(),
    formName: z.string(),
    reviewersPerItem: count,
    rule: z.enum(outcomeRules),
    hidden: z.array(z.enum(blindParts)),
    isOpenToAll: z.boolean(),
    state: z.enum(projectStates),
    createdBy: z.string(),
    createdAt: time,
    revision: count,
    states: z.object({ open: count, disputed: count, decided: count }),
    approved: count,
    rejected: count,
    slots: count.describe("Places for reviews"),
    submitted: count,
    leased: count.describe("Held by somebody just now"),
    reviewers: count,
    medianSeconds: z.number().nullable(),
  })
  .meta({ id: "ReviewProjectItem" });

export const projectList = z
  .object({ items: z.array(projectItem), nextCursor: z.string().nullable() })
  .meta({ id: "ReviewProjectList" });

export const projectDetail = projectItem
  .extend({
    guidelines: z.string(),
    form: z.record(z.string(), z.unknown()),
    members: z.array(z.object({ id: z.uuid(), name: z.string().nullable(), email: z.string() })),
    progress: z.array(
      z.object({
        reviewer: z.string(),
        name: z.string(),
        submitted: count,
        drafts: count,
        medianSeconds: z.number().nullable(),
        lastAt: time.nullable(),
      }),
    ),
    changed: count.describe("Items that ask for a second look"),
    olderReviews: count.describe("Reviews made with other versions of the form"),
  })
  .meta({ id: "ReviewProject" });

const reviewItem = z
  .object({
    id: count,
    position: count,
    instanceId: z.string(),
    taskId: count.nullable(),
    trajectoryId: count.nullable(),
    model: z.string().nullable(),
    state: z.enum(itemStates),
    outcome: z.enum(outcomes).nullable(),
    submitted: count,
    slots: count,
    isChanged: z.boolean(),
    decidedAt: time.nullable(),
  })
  .meta({ id: "ReviewItem" });

export const itemList = z
  .object({ items: z.array(reviewItem), nextCursor: count.nullable() })
  .meta({ id: "ReviewItemList" });

const decision = z.object({
  id: count,
  at: time,
  itemId: count.nullable(),
  project: z.string().nullable(),
  outcome: z.enum(decisionOutcomes),
  origin: z.enum(decisionOrigins),
  rule: z.enum(outcomeRules).nullable(),
  reason: z.string(),
  contentHash: z.string(),
  decidedBy: z.string(),
  withdraws: count.nullable().describe("The decision that this one takes back"),
  bulkId: z.uuid().nullable(),
  isInForce: z.boolean(),
});

export const decisionList = z
  .object({ items: z.array(decision.extend({ instanceId: z.string().nullable() })), nextCursor: count.nullable() })
  .meta({ id: "ReviewDecisionList" });

export const itemDetail = reviewItem
  .extend({
    project: z.string(),
    revision: count,
    contentHash: z.string(),
    reviewedHash: z.string(),
    form: z.record(z.string(), z.unknown()),
    formHash: z.string(),
    rule: z.enum(outcomeRules),
    subjectStatus: z.string().nullable().describe("How the task or trajectory stands by all decisions"),
    isBlind: z.boolean().describe("Answers are left out: one's own review is still due"),
    reviewCount: count,
    reviews: z.array(
      z.object({
        reviewer: z.string(),
        name: z.string(),
        state: z.enum(reviewStates),
        answers: answersSchema,
        formHash: z.string(),
        contentHash: z.string(),
        activeSeconds: count,
        submittedAt: time.nullable(),
      }),
    ),
    combined: answersSchema.describe("What the rule makes of the reviews"),
    suggested: z.enum(outcomes).nullable().describe("What the rule gives for them; null where it gives none"),
    decisions: z.array(decision),
    events: z.array(
      z.object({
        id: count,
        at: time,
        actor: z.string(),
        event: z.string(),
        outcome: z.string().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: "ReviewItemDetail" });

export const createdProject = z.object({ slug: z.string(), items: count }).meta({ id: "CreatedReviewProject" });

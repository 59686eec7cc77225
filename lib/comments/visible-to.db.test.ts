import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "#lib/auth/system-actor";
import { addComment } from "#lib/comments/add-comment";
import { deleteComment } from "#lib/comments/delete-comment";
import { flagStep } from "#lib/comments/flag-step";
import { countUnreadMentions, listComments, listMentions } from "#lib/comments/queries";
import { resolveThread } from "#lib/comments/resolve-thread";
import { insertSubjects, replyTo, threadAt } from "#lib/comments/testing/insert-subjects";
import { handleOf } from "#lib/core/comment/mentions";
import type { CommentSubject } from "#lib/core/comment/model";
import { approveReject } from "#lib/core/review/approve-reject";
import { reviewFormSchema } from "#lib/core/review/form";
import { type BlindPart, type ProjectState, reviewSubjects } from "#lib/core/review/model";
import { reviewItems, reviewMembers, reviewProjects, reviewSlots, tasks, trajectories } from "#lib/db/schema";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { type TestDatabase, testDatabase } from "#lib/db/testing/test-database";
import { createProject } from "#lib/reviews/create-project";

const database = testDatabase();
const inFolder = temporaryFolder();
let subjects: Awaited<ReturnType<typeof insertSubjects>>;
let reviewer: Awaited<ReturnType<TestDatabase["ctxOf"]>>;
let other: Awaited<ReturnType<TestDatabase["ctxOf"]>>;

beforeAll(async () => {
  subjects = await insertSubjects(await database().ctxOf("curator"), inFolder("tasks.jsonl"));
});
beforeEach(async () => {
  reviewer = await database().ctxOf("curator");
  other = await database().ctxOf("curator");
});

let projects = 0;

/** A project about one subject, one of whose slots the reviewer holds. */
async function holdSlot(
  subject: CommentSubject,
  { hidden = ["answers"], state = "open" }: { hidden?: BlindPart[]; state?: ProjectState } = {},
): Promise<string> {
  const slug = `project-${projects++}`;
  const [table, about] = subject.kind === "task" ? [tasks, reviewSubjects[0]] : [trajectories, reviewSubjects[1]];
  await createProject(
    reviewer,
    {
      slug,
      title: slug,
      guidelines: "",
      subject: about,
      form: reviewFormSchema.parse(approveReject),
      reviewersPerItem: 2,
      rule: "majority",
      hidden,
      isOpenToAll: true,
      members: [],
    },
    { where: eq(table.id, subject.id), filter: "" },
  );
  const { db } = reviewer;
  await db.update(reviewProjects).set({ state }).where(eq(reviewProjects.slug, slug));
  const [item] = await db.select().from(reviewItems).where(eq(reviewItems.project, slug));
  await db
    .update(reviewSlots)
    .set({ state: "leased", userId: reviewer.actor.userId, leasedUntil: new Date(Date.now() - 1_000) })
    .where(and(eq(reviewSlots.itemId, item?.id ?? 0), eq(reviewSlots.number, 1)));
  return slug;
}

async function submit(project: string): Promise<void> {
  await reviewer.db
    .update(reviewSlots)
    .set({ state: "submitted", leasedUntil: null })
    .where(and(eq(reviewSlots.project, project), eq(reviewSlots.userId, reviewer.actor.userId)));
}

async function bodiesSeen(subject: CommentSubject): Promise<string[]> {
  const { threads } = await listComments(reviewer, subject);
  return threads.flatMap((thread) => thread.comments.map(({ body }) => body));
}

describe("a reviewer whose review is due, in a project that hides answers,", () => {
  it.each(["task", "trajectory"] as const)("reads of a %s only what they wrote until they submit", async (kind) => {
    const subject = subjects[kind];
    const words = crypto.randomUUID();
    const theirs = await addComment(other, threadAt(subject, undefined, `theirs ${words}`));
    await addComment(reviewer, replyTo(subject, theirs, `my reply ${words}`));
    const mine = await addComment(reviewer, threadAt(subject, undefined, `mine ${words}`));
    await addComment(other, replyTo(subject, mine, `their reply ${words}`));
    const seen = async () => (await bodiesSeen(subject)).filter((body) => body.endsWith(words));
    const project = await holdSlot(subject);
    expect(await seen()).toEqual([`mine ${words}`]);
    expect((await listComments(reviewer, subject)).isBlind).toBe(true);
    expect((await listComments(other, subject)).isBlind).toBe(false);
    await submit(project);
    expect(await seen()).toEqual([`theirs ${words}`, `my reply ${words}`, `mine ${words}`, `their reply ${words}`]);
    expect((await listComments(reviewer, subject)).isBlind).toBe(false);
  });

  it("sees only their own flags, and no mention of them there", async () => {
    const subject = subjects.trajectory;
    const flag = { trajectoryId: subject.id, step: 1, kind: "mistake", note: "" } as const;
    await Promise.all([flagStep(other, flag), flagStep(reviewer, flag)]);
    const mention = `@${handleOf({ name: "", email: reviewer.actor.name })}`;
    await addComment(other, threadAt(subject, undefined, mention));
    const project = await holdSlot(subject);
    expect((await listComments(reviewer, subject)).flags.map(({ isMine }) => isMine)).toEqual([true]);
    expect((await listMentions(reviewer)).items).toEqual([]);
    expect(await countUnreadMentions(reviewer)).toBe(0);
    await submit(project);
    expect((await listComments(reviewer, subject)).flags.length).toBeGreaterThan(1);
    expect((await listMentions(reviewer)).items).toHaveLength(1);
    expect(await countUnreadMentions(reviewer)).toBe(1);
  });

  it("finds no hidden thread by answering, resolving or deleting it", async () => {
    const subject = subjects.task;
    const threadId = await addComment(other, threadAt(subject));
    await holdSlot(subject);
    const attempts = [
      addComment(reviewer, replyTo(subject, threadId)),
      resolveThread(reviewer, { threadId, revision: 1, isResolved: true }),
      deleteComment(reviewer, { commentId: threadId, revision: 1 }),
    ];
    for (const outcome of await Promise.allSettled(attempts))
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
  });

  it("reads nothing either who is only invited, before a slot is theirs and after they gave it back", async () => {
    const subject = subjects.task;
    const body = crypto.randomUUID();
    await addComment(other, threadAt(subject, undefined, body));
    const { db } = reviewer;
    await db.update(reviewProjects).set({ state: "closed" });
    const slug = await holdSlot(subject);
    const invited = await database().ctxOf("annotator");
    const seen = async () => (await listComments(invited, subject)).threads.flatMap(({ comments }) => comments);
    expect(await seen()).toEqual([]);
    await db.update(reviewProjects).set({ isOpenToAll: false }).where(eq(reviewProjects.slug, slug));
    expect(await seen()).not.toEqual([]);
    await db.insert(reviewMembers).values({ project: slug, userId: invited.actor.userId });
    expect(await seen()).toEqual([]);
    await db.update(reviewItems).set({ state: "disputed" }).where(eq(reviewItems.project, slug));
    expect(await seen()).not.toEqual([]);
  });

  it("is kept from them in a paused project too", async () => {
    await addComment(other, threadAt(subjects.task));
    await holdSlot(subjects.task, { state: "paused" });
    expect(await bodiesSeen(subjects.task)).toEqual([]);
  });
});

describe("everything is read", () => {
  it.each([
    ["in a project that hides the gold patch only", { hidden: ["gold"] as BlindPart[] }],
    ["in a closed project", { state: "closed" as const }],
  ])("%s", async (_where, options) => {
    await addComment(other, threadAt(subjects.task));
    await holdSlot(subjects.task, options);
    expect((await bodiesSeen(subjects.task)).length).toBeGreaterThan(0);
  });

  it("of another subject than the one that is reviewed", async () => {
    await addComment(other, threadAt(subjects.trajectory));
    await holdSlot(subjects.task);
    expect((await bodiesSeen(subjects.trajectory)).length).toBeGreaterThan(0);
  });

  it("by a machine, which reviews nothing", async () => {
    await addComment(other, threadAt(subjects.task));
    await holdSlot(subjects.task);
    const seen = await listComments({ actor: systemActor("worker"), db: other.db }, subjects.task);
    expect(seen.threads.length).toBeGreaterThan(0);
  });
});

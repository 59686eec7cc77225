import { and, asc, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { groupThreads } from "#lib/comments/group-threads";
import type { Mention, StepFlag, SubjectComments } from "#lib/comments/model";
import { isAbout, requireContentHash, subjectOf } from "#lib/comments/subject";
import { isBlind, visibleTo } from "#lib/comments/visible-to";
import type { Person } from "#lib/core/comment/mentions";
import type { CommentSubject } from "#lib/core/comment/model";
import { commentMentions, comments, stepFlags, tasks, trajectories, users } from "#lib/db/schema";

const mostComments = 2_000;
const mostFlags = 5_000;
const mentionsPerPage = 50;
const authorName = sql<string>`coalesce(nullif(${users.name}, ''), ${users.email})`;

/** The comments and flags of a task or a trajectory that somebody may see: by thread, oldest first. */
export async function listComments(ctx: Ctx, subject: CommentSubject): Promise<SubjectComments> {
  const { actor, db } = ctx;
  requireRole(actor, "viewer");
  const [hash, found, flags, blind] = await Promise.all([
    requireContentHash(db, subject),
    db
      .select({ row: comments, name: authorName, mentioned: commentMentions })
      .from(comments)
      .leftJoin(users, eq(users.id, comments.userId))
      .leftJoin(
        commentMentions,
        and(
          eq(commentMentions.commentId, comments.id),
          actor.userId === null ? sql`false` : eq(commentMentions.userId, actor.userId),
        ),
      )
      .where(and(isAbout(subject), visibleTo(actor, comments)))
      .orderBy(desc(comments.id))
      .limit(mostComments + 1),
    listFlags(ctx, subject),
    actor.userId === null ? false : findBlind(ctx, actor.userId, subject),
  ]);
  const rows = found.slice(0, mostComments).toReversed();
  return {
    threads: groupThreads(
      rows.map(({ row, name, mentioned }) => ({
        ...row,
        author: name ?? row.author,
        isMine: isMine(ctx, row.userId),
        isOutdated: row.contentHash !== hash,
        isUnreadMention: mentioned !== null && mentioned.seenAt === null,
      })),
    ),
    flags,
    isBlind: blind,
    hasMore: found.length > mostComments,
  };
}

async function listFlags(ctx: Ctx, subject: CommentSubject): Promise<StepFlag[]> {
  if (subject.kind !== "trajectory") return [];
  const rows = await ctx.db
    .select({ row: stepFlags, name: authorName })
    .from(stepFlags)
    .leftJoin(users, eq(users.id, stepFlags.userId))
    .where(and(eq(stepFlags.trajectoryId, subject.id), visibleTo(ctx.actor, stepFlags)))
    .orderBy(asc(stepFlags.step), asc(stepFlags.id))
    .limit(mostFlags);
  return rows.map(({ row: { id, step, kind, author, note, createdAt, revision, userId }, name }) => ({
    id,
    step,
    kind,
    author: name ?? author,
    isMine: isMine(ctx, userId),
    note,
    createdAt,
    revision,
  }));
}

async function findBlind({ actor, db }: Ctx, userId: string, { kind, id }: CommentSubject): Promise<boolean> {
  const subject = kind === "task" ? { taskId: id } : { trajectoryId: id };
  const [row] = await db.execute(sql`select ${isBlind({ ...actor, userId }, subject)} as "isBlind"`);
  return row?.isBlind === true;
}

function isMine({ actor }: Ctx, userId: string | null): boolean {
  return userId !== null && userId === actor.userId;
}

/** Everybody who can be mentioned. */
export async function listPeople({ actor, db }: Ctx): Promise<Person[]> {
  requireRole(actor, "annotator");
  return db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(isNull(users.disabledAt))
    .orderBy(asc(users.email));
}

/** Where somebody is mentioned, the newest first, from before a comment's id on. */
export async function listMentions(
  { actor, db }: Ctx,
  before: number | null = null,
): Promise<{ readonly items: readonly Mention[]; readonly nextBefore: number | null }> {
  requireRole(actor, "viewer");
  if (actor.userId === null) return { items: [], nextBefore: null };
  const thread = alias(comments, "thread");
  const found = await db
    .select({
      row: comments,
      threadAnchor: thread.anchor,
      name: authorName,
      seenAt: commentMentions.seenAt,
      instanceId: sql<string>`coalesce(${tasks.instanceId}, ${trajectories.instanceId})`,
    })
    .from(commentMentions)
    .innerJoin(comments, eq(comments.id, commentMentions.commentId))
    .leftJoin(thread, eq(thread.id, comments.threadId))
    .leftJoin(users, eq(users.id, comments.userId))
    .leftJoin(tasks, eq(tasks.id, comments.taskId))
    .leftJoin(trajectories, eq(trajectories.id, comments.trajectoryId))
    .where(
      and(
        eq(commentMentions.userId, actor.userId),
        before === null ? undefined : lt(comments.id, before),
        visibleTo(actor, comments),
      ),
    )
    .orderBy(desc(commentMentions.commentId))
    .limit(mentionsPerPage + 1);
  const items = found.slice(0, mentionsPerPage).map(({ row, threadAnchor, name, seenAt, instanceId }) => ({
    commentId: row.id,
    subject: subjectOf(row),
    instanceId,
    author: name ?? row.author,
    body: row.body,
    anchor: row.anchor ?? threadAnchor ?? { kind: "subject" as const },
    createdAt: row.createdAt,
    isUnread: seenAt === null,
  }));
  return { items, nextBefore: found.length > mentionsPerPage ? (items.at(-1)?.commentId ?? null) : null };
}

export async function countUnreadMentions({ actor, db }: Ctx): Promise<number> {
  requireRole(actor, "viewer");
  if (actor.userId === null) return 0;
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(commentMentions)
    .innerJoin(comments, eq(comments.id, commentMentions.commentId))
    .where(and(eq(commentMentions.userId, actor.userId), isNull(commentMentions.seenAt), visibleTo(actor, comments)));
  return row?.count ?? 0;
}

import { eq, type SQL } from "drizzle-orm";
import type { CommentSubject } from "#lib/core/comment/model";
import type { Queryable } from "#lib/db/client";
import { comments } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { findSubjectHash } from "#lib/reviews/subject-hash";

/** The hash of what a subject holds now. Throws `not_found` where there is no such task or trajectory. */
export async function requireContentHash(db: Pick<Queryable, "select">, subject: CommentSubject): Promise<string> {
  const found = await findSubjectHash(db, { taskId: null, trajectoryId: null, ...subjectColumns(subject) });
  return found ?? fail("not_found", `No ${subject.kind} has the id ${subject.id}`);
}

export function isAbout({ kind, id }: CommentSubject): SQL | undefined {
  return eq(kind === "task" ? comments.taskId : comments.trajectoryId, id);
}

/** The columns that name a subject. */
export function subjectColumns({ kind, id }: CommentSubject) {
  return kind === "task" ? { taskId: id } : { trajectoryId: id };
}

export function subjectOf(row: {
  readonly taskId: number | null;
  readonly trajectoryId: number | null;
}): CommentSubject {
  if (row.taskId !== null) return { kind: "task", id: row.taskId };
  return { kind: "trajectory", id: row.trajectoryId ?? fail("not_found", "This comment is about nothing") };
}

/** What an audit row calls it. */
export function nameSubject({ kind, id }: CommentSubject): string {
  return `${kind}:${id}`;
}

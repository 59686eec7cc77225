import { eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "#lib/auth/system-actor";
import { addComment } from "#lib/comments/add-comment";
import { deleteComment } from "#lib/comments/delete-comment";
import { editComment } from "#lib/comments/edit-comment";
import { countUnreadMentions, listComments, listMentions, listPeople } from "#lib/comments/queries";
import { seeMentions } from "#lib/comments/see-mentions";
import { insertSubjects, replyTo, threadAt } from "#lib/comments/testing/insert-subjects";
import { handleOf } from "#lib/core/comment/mentions";
import type { CommentSubject } from "#lib/core/comment/model";
import { reviewItems, users } from "#lib/db/schema";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { submitReview } from "#lib/reviews/submit-review";
import { claimed, newProject, reviewOf } from "#lib/reviews/testing/review-project";

const database = testDatabase();
const inFolder = temporaryFolder();
let task: CommentSubject;

beforeAll(async () => {
  ({ task } = await insertSubjects(await database().ctxOf("curator"), inFolder("tasks.jsonl")));
});

async function newReader() {
  const ctx = await database().ctxOf("viewer");
  return { ctx, mention: `@${handleOf({ name: "", email: ctx.actor.name })}` };
}

describe("a mention", () => {
  it("reaches the one who is meant, with the place of its thread, until it is seen", async () => {
    const { ctx: reader, mention } = await newReader();
    const writer = await database().ctxOf("annotator");
    const anchor = { kind: "test", test: "a test" } as const;
    const thread = await addComment(writer, threadAt(task, anchor, `See here, ${mention}.`));
    const reply = await addComment(writer, replyTo(task, thread, `And ${mention} again`));
    expect(await countUnreadMentions(reader)).toBe(2);
    expect((await listMentions(reader)).items).toMatchObject([
      { commentId: reply, anchor, isUnread: true },
      { commentId: thread, anchor, isUnread: true, author: writer.actor.name, instanceId: "owner__name-1" },
    ]);
    const seen = (await listComments(reader, task)).threads.find(({ id }) => id === thread);
    expect(seen?.comments.map(({ isUnreadMention }) => isUnreadMention)).toEqual([true, true]);
    expect(await seeMentions(reader, { commentId: reply })).toBe(1);
    expect(await countUnreadMentions(reader)).toBe(1);
    expect(await seeMentions(reader, {})).toBe(1);
    expect(await seeMentions(reader, {})).toBe(0);
    expect((await listMentions(reader)).items.map(({ isUnread }) => isUnread)).toEqual([false, false]);
    expect(await countUnreadMentions(writer)).toBe(0);
  });

  it("stays new where it is hidden when all others are seen", async () => {
    const [writer, reader] = await Promise.all([database().ctxOf("annotator"), database().ctxOf("annotator")]);
    const { slug, itemIds } = await newProject(reader.db, 1, { hidden: ["answers"] });
    const [item] = await reader.db
      .select()
      .from(reviewItems)
      .where(inArray(reviewItems.id, [...itemIds]));
    const reviewed: CommentSubject = { kind: "task", id: item?.taskId ?? 0 };
    await claimed(reader, slug);
    const mention = `@${handleOf({ name: "", email: reader.actor.name })}`;
    await addComment(writer, threadAt(task, undefined, mention));
    const hidden = await addComment(writer, threadAt(reviewed, undefined, mention));
    expect(await seeMentions(reader, {})).toBe(1);
    expect(await seeMentions(reader, { commentId: hidden })).toBe(0);
    await submitReview(reader, await reviewOf(reader, itemIds[0] ?? 0));
    expect((await listMentions(reader)).items).toMatchObject([
      { commentId: hidden, isUnread: true },
      { isUnread: false },
    ]);
    expect(await seeMentions(reader, {})).toBe(1);
  });

  it("follows an edit: who is left out is told no more, who had seen it stays so", async () => {
    const [one, other] = [await newReader(), await newReader()];
    const writer = await database().ctxOf("annotator");
    const commentId = await addComment(writer, threadAt(task, undefined, `${one.mention} ${other.mention}`));
    await seeMentions(one.ctx, {});
    await editComment(writer, { commentId, revision: 1, body: `${one.mention} only`, picked: [] });
    expect((await listMentions(one.ctx)).items).toMatchObject([{ isUnread: false }]);
    expect((await listMentions(other.ctx)).items).toEqual([]);
  });

  it("goes with the words", async () => {
    const { ctx: reader, mention } = await newReader();
    const writer = await database().ctxOf("annotator");
    const commentId = await addComment(writer, threadAt(task, undefined, mention));
    await addComment(writer, replyTo(task, commentId));
    await deleteComment(writer, { commentId, revision: 1 });
    expect((await listMentions(reader)).items).toEqual([]);
  });

  it("is none of oneself, of an account out of use, or of a name that nobody has", async () => {
    const { ctx: gone, mention } = await newReader();
    await gone.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.actor.userId));
    const writer = await database().ctxOf("annotator");
    const own = `@${handleOf({ name: "", email: writer.actor.name })}`;
    await addComment(writer, threadAt(task, undefined, `${own} ${mention} @nobody-of-this-name`));
    expect((await listMentions(gone)).items).toEqual([]);
    expect((await listMentions(writer)).items).toEqual([]);
  });

  it("of one of two with the same name is of the one who was picked", async () => {
    const [one, other] = [await newReader(), await newReader()];
    for (const { ctx } of [one, other])
      await ctx.db.update(users).set({ name: "Sam Twice" }).where(eq(users.id, ctx.actor.userId));
    const writer = await database().ctxOf("annotator");
    await addComment(writer, threadAt(task, undefined, "@Sam.Twice, whoever you are"));
    await addComment(writer, { ...threadAt(task, undefined, "@sam.twice"), picked: [other.ctx.actor.userId] });
    expect((await listMentions(one.ctx)).items).toEqual([]);
    expect((await listMentions(other.ctx)).items).toHaveLength(1);
  });

  it("is nothing that a machine has", async () => {
    const machine = { actor: systemActor("worker"), db: database().connection.db };
    expect(await listMentions(machine)).toEqual({ items: [], nextBefore: null });
    expect(await countUnreadMentions(machine)).toBe(0);
    expect(await seeMentions(machine, {})).toBe(0);
  });

  it("is offered to those who may write", async () => {
    const annotator = await database().ctxOf("annotator");
    expect(await listPeople(annotator)).toContainEqual(expect.objectContaining({ id: annotator.actor.userId }));
    await expect(listPeople(await database().ctxOf("viewer"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("comes page by page", async () => {
    const { ctx: reader, mention } = await newReader();
    const writer = await database().ctxOf("annotator");
    for (let number = 0; number < 51; number++) await addComment(writer, threadAt(task, undefined, mention));
    const first = await listMentions(reader);
    const second = await listMentions(reader, first.nextBefore);
    expect([first.items.length, second.items.length, second.nextBefore]).toEqual([50, 1, null]);
    const ids = [...first.items, ...second.items].map(({ commentId }) => commentId);
    expect(new Set(ids).size).toBe(51);
  });
});

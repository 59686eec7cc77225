import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { approveReject } from "#lib/core/review/approve-reject";
import type { BlindPart } from "#lib/core/review/model";
import { foldedCharacters } from "#lib/core/trajectory/fold-step";
import { measureTrajectory } from "#lib/core/trajectory/measure-trajectory";
import type { Step } from "#lib/core/trajectory/model";
import { outlineSteps } from "#lib/core/trajectory/outline";
import { commandStep, noExtras, sampleTrajectory } from "#lib/core/trajectory/testing/sample-steps";
import { reviewItems, taskTexts, trajectories } from "#lib/db/schema";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { createProject } from "#lib/reviews/create-project";
import { findDeskItem } from "#lib/reviews/desk-item";
import {
  findDeskPatchAt,
  findDeskStep,
  findDeskStepText,
  findInDeskSteps,
  listDeskSteps,
} from "#lib/reviews/desk-steps";
import { findItemValidation } from "#lib/reviews/item-validation";
import { newProjectSchema } from "#lib/reviews/model";
import { saveDraft } from "#lib/reviews/save-draft";
import { submitReview } from "#lib/reviews/submit-review";
import { claimed, newProject, rejection, reviewOf } from "#lib/reviews/testing/review-project";

const database = testDatabase();
const two = async () => Promise.all([database().ctxOf("annotator"), database().ctxOf("annotator")] as const);

/** Every name by which the agent of the trajectory could be known. */
const secrets = ["Mystic-7b", "openwrench", "night-run-3", "secret-file"];
const goldLine = "the_answer_of_gold = 42";

describe("findDeskItem", () => {
  it("shows a task with all its evidence, and one's own draft", async () => {
    const [ann, ben] = await two();
    const { slug } = await newProject(ann.db, 1);
    const itemId = await claimed(ann, slug);
    await saveDraft(ann, await reviewOf(ann, itemId, rejection));
    const seen = await findDeskItem(ann, itemId);
    expect(seen).toMatchObject({
      instanceId: "owner__name-1",
      standing: "held",
      hidden: [],
      review: { state: "draft", answers: rejection, revision: 1 },
      evidence: {
        trajectory: null,
        task: { problemStatement: "Issue 1: the counter is off by one", repo: "owner/name" },
      },
    });
    expect(seen?.evidence.task?.goldPatch).toContain("+second = 1");
    expect(await findDeskItem(ben, itemId)).toMatchObject({ standing: "taken", review: null, others: [] });
    expect(await findDeskItem(ann, 999_999)).toBeUndefined();
  });

  it("sends what others answered only after one's own submission, where that is hidden", async () => {
    const [ann, ben] = await two();
    const { slug } = await newProject(ann.db, 1, { reviewersPerItem: 2, rule: "majority", hidden: ["answers"] });
    const itemId = await claimed(ann, slug);
    await claimed(ben, slug);
    const told = { ...rejection, rationale: { value: "Bens own words" } };
    await submitReview(ben, await reviewOf(ben, itemId, told));
    const before = await findDeskItem(ann, itemId);
    expect(before?.others).toBeNull();
    expect(JSON.stringify(before)).not.toContain("Bens own words");
    expect(JSON.stringify(before)).not.toContain(ben.actor.name);
    expect((await findDeskItem(await database().ctxOf("viewer"), itemId))?.others).toBeNull();
    await submitReview(ann, await reviewOf(ann, itemId));
    const after = await findDeskItem(ann, itemId);
    expect(after).toMatchObject({ standing: "submitted", others: [{ name: ben.actor.name, answers: told }] });
  });

  it("does not send the gold patch, nor where it stands, until one's own submission", async () => {
    const [ann] = await two();
    const { itemId } = await newTrajectoryItem(ann, ["gold"]);
    const before = await findDeskItem(ann, itemId);
    expect(before?.evidence).toMatchObject({
      task: { goldPatch: null, href: null, hasValidation: false },
      trajectory: { href: null, outline: { goldEdits: [] }, agent: { model: "acme/Mystic-7b" } },
    });
    expect(JSON.stringify(before)).not.toContain(goldLine);
    await expect(findItemValidation(ann, itemId)).rejects.toMatchObject({ code: "forbidden" });
    await submitReview(ann, await reviewOf(ann, itemId));
    const after = await findDeskItem(ann, itemId);
    expect(after?.evidence.task?.goldPatch).toContain(goldLine);
    expect(after?.evidence.trajectory?.outline.goldEdits).toEqual([2]);
    expect(await findItemValidation(ann, itemId)).toMatchObject({ validation: { batches: [] }, environment: null });
  });

  it("does not send who the agent was, in no title, text, link or file name, until one's own submission", async () => {
    const [ann] = await two();
    const { itemId } = await newTrajectoryItem(ann, ["model"]);
    const seen = async () => [
      await findDeskItem(ann, itemId),
      await listDeskSteps(ann, itemId, 1, 10),
      await findDeskStep(ann, itemId, 2),
      await findDeskStepText(ann, itemId, 2, "results[0].content[0]"),
      await findInDeskSteps(ann, itemId, "greets"),
      await findInDeskSteps(ann, itemId, "mystic"),
      await findInDeskSteps(ann, itemId, "ystic-7b."),
      await findInDeskSteps(ann, itemId, "t acme/myst"),
      await findDeskPatchAt(ann, itemId, 2),
    ];
    const before = await seen();
    for (const secret of secrets) expect(JSON.stringify(before).toLowerCase()).not.toContain(secret.toLowerCase());
    expect(before[0]).toMatchObject({ evidence: { trajectory: { agent: null, href: null } } });
    expect(before[3]).toBe("[hidden] greets you as [hidden].");
    expect(before[4]).toMatchObject({ total: 1 });
    for (const guess of before.slice(5, 8)) expect(guess).toMatchObject({ total: 0 });
    await submitReview(ann, await reviewOf(ann, itemId));
    const after = await seen();
    for (const secret of secrets) expect(JSON.stringify(after)).toContain(secret);
  });
});

describe("a text that is sent in part", () => {
  it("is cut after the names are hidden, so that no cut goes through one", async () => {
    const [ann] = await two();
    const { itemId } = await newTrajectoryItem(
      ann,
      ["model"],
      [
        commandStep(3, `echo ${"-".repeat(110)}Mystic-7b`, "="),
        commandStep(4, "cat log", `${"=".repeat(foldedCharacters - 5)}Mystic-7b${"=".repeat(foldedCharacters)}`),
        commandStep(5, "cat notes", `${"Here it begins: ".padEnd(115, ".")}Mystic-7b${"=".repeat(60)}`),
      ],
    );
    const seen = [
      await findDeskItem(ann, itemId),
      await listDeskSteps(ann, itemId, 1, 10),
      await findInDeskSteps(ann, itemId, "here it begins"),
    ];
    expect(seen[2]).toMatchObject({ total: 1 });
    expect(JSON.stringify(seen)).not.toMatch(/mys/i);
  });
});

describe("the steps of an item", () => {
  it("are those of its trajectory alone", async () => {
    const [ann] = await two();
    const { itemIds } = await newProject(ann.db, 1);
    await expect(listDeskSteps(ann, itemIds[0] ?? 0, 1, 5)).rejects.toMatchObject({ code: "not_found" });
    await expect(findDeskStep(ann, 999_999, 1)).rejects.toMatchObject({ code: "not_found" });
  });
});

async function newTrajectoryItem(
  ann: Ctx,
  hidden: readonly BlindPart[],
  more: readonly Step[] = [],
): Promise<{ itemId: number }> {
  const { itemIds } = await newProject(ann.db, 1);
  const [taskItem] = await ann.db
    .select()
    .from(reviewItems)
    .where(eq(reviewItems.id, itemIds[0] ?? 0));
  const taskId = taskItem?.taskId ?? 0;
  const slug = `t-${crypto.randomUUID().slice(0, 8)}`;
  await ann.db
    .update(taskTexts)
    .set({ patch: `+${goldLine}\n` })
    .where(eq(taskTexts.taskId, taskId));
  const steps = [
    {
      kind: "system" as const,
      number: 1,
      ...noExtras,
      content: [{ type: "text" as const, text: "You are OpenWrench." }],
    },
    commandStep(2, "openwrench --as mystic-7b", "OPENWRENCH greets you as acme/Mystic-7b.", {
      model: "acme/Mystic-7b",
      extra: { source: "secret-file" },
    }),
    ...more,
  ];
  const trajectory = sampleTrajectory(steps, {
    agent: {
      scaffold: "openwrench",
      version: "1",
      model: "acme/Mystic-7b",
      parameters: {},
      toolDefinitions: [],
      extra: {},
    },
    notes: "secret-file",
    continuedIn: "runs/Mystic-7b/secret-file.json",
    finalPatch: "+made by openwrench\n",
  });
  const outline = outlineSteps(trajectory, measureTrajectory(trajectory, null)).map((step) => ({
    ...step,
    isGoldEdit: step.number === 2,
  }));
  const id = await insertTrajectory(ann.db, trajectory, { dataset: slug, taskId, outline, run: "night-run-3" });
  const curator = await database().ctxOf("curator");
  const project = newProjectSchema.parse({
    slug,
    title: slug,
    subject: "trajectories",
    form: approveReject,
    rule: "single",
    hidden,
  });
  await createProject(curator, project, { where: eq(trajectories.id, id), filter: "" });
  const itemId = await claimed(ann, slug);
  return { itemId };
}

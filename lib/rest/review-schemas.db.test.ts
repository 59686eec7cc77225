import { expect, it } from "vitest";
import type { z } from "zod";
import { testDatabase } from "#lib/db/testing/test-database";
import { decisionList, itemDetail, itemList, projectDetail, projectList } from "#lib/rest/review-schemas";
import { findItem } from "#lib/reviews/find-item";
import { findProject } from "#lib/reviews/find-project";
import { listDecisions } from "#lib/reviews/list-decisions";
import { listItems } from "#lib/reviews/list-items";
import { listProjects } from "#lib/reviews/list-projects";
import { submitReview } from "#lib/reviews/submit-review";
import { claimed, newProject, rejection, reviewOf } from "#lib/reviews/testing/review-project";

const database = testDatabase();
const everything = { state: null, outcome: null, isChanged: false, q: "" };

it("describes all that is sent of a project, its items and its decisions", async () => {
  const ctx = await database().ctxOf("annotator");
  const { slug } = await newProject(ctx.db, 2);
  const itemId = await claimed(ctx, slug);
  await submitReview(ctx, await reviewOf(ctx, itemId, rejection));
  const page = { project: slug, cursor: null, limit: 10 };
  const sent: [z.ZodType, unknown][] = [
    [projectList, await listProjects(ctx, page)],
    [projectDetail, await findProject(ctx, slug)],
    [itemList, await listItems(ctx, { ...everything, ...page })],
    [itemDetail, await findItem(ctx, slug, itemId)],
    [decisionList, await listDecisions(ctx, page)],
  ];
  for (const [schema, value] of sent) {
    const body = JSON.parse(JSON.stringify(value));
    // What a schema does not name is left out of what it gives.
    expect(schema.parse(body)).toEqual(body);
  }
});

it("knows no list of a project that is not there", async () => {
  const ctx = await database().ctxOf("viewer");
  const page = { project: "nowhere", cursor: null, limit: 10 };
  const missing = { code: "not_found", message: "There is no project nowhere" };
  await expect(listItems(ctx, { ...everything, ...page })).rejects.toMatchObject(missing);
  await expect(listDecisions(ctx, page)).rejects.toMatchObject(missing);
});

import { expect, it } from "vitest";
import type { z } from "zod";
import { approveReject } from "#lib/core/review/approve-reject";
import { adjudicationSchema } from "#lib/reviews/adjudicate";
import { loadDeskItemId } from "#lib/reviews/desk-params";
import { loadNewProjectParams, loadProjectPageParams } from "#lib/reviews/filters";
import { reviewImportOptionsSchema } from "#lib/reviews/import-model";
import { newProjectSchema } from "#lib/reviews/model";
import { prescoreProjectSchema, prescoreRequestSchema } from "#lib/reviews/prescores";
import { itemRefSchema, knownItemSchema, reviewInputSchema, skipSchema } from "#lib/reviews/review-input";
import { withdrawalSchema } from "#lib/reviews/take-back-decision";

const hash = "0".repeat(64);
const tooLarge = 2 ** 31;
const review = { itemId: 1, revision: 0, answers: {}, activeSeconds: 0, contentHash: hash, formHash: hash };
const project = { slug: "p", title: "P", subject: "tasks", form: approveReject, rule: "single" };
const decision = { itemId: 1, revision: 1, contentHash: hash, outcome: "approved" };
const form = (change: object) => ({ form: { ...approveReject, ...change } });

const goodInput: [z.ZodType, object][] = [
  [reviewInputSchema, review],
  [newProjectSchema, project],
  [adjudicationSchema, decision],
  [withdrawalSchema, { decisionId: 1 }],
  [skipSchema, { itemId: 1, reason: "" }],
  [itemRefSchema, { itemId: 1 }],
  [knownItemSchema, { id: 1, contentHash: hash }],
  [prescoreRequestSchema, { project: "p", model: "m" }],
  [prescoreProjectSchema, { project: "p" }],
  [reviewImportOptionsSchema, { project: "p" }],
];

it.each(goodInput)("input %# is taken as it is", (schema, input) => {
  expect(schema.safeParse(input).success).toBe(true);
});

it.each<[string, z.ZodType, object]>([
  ["reviewed item", reviewInputSchema, { ...review, itemId: tooLarge }],
  ["revision of a draft", reviewInputSchema, { ...review, revision: tooLarge }],
  ["revision of an item", adjudicationSchema, { ...decision, revision: tooLarge }],
  ["item", itemRefSchema, { itemId: tooLarge }],
  ["known item", knownItemSchema, { id: tooLarge, contentHash: hash }],
  ["skipped item", skipSchema, { itemId: tooLarge, reason: "" }],
])("a number that no row has is refused: %s", (_what, schema, input) => {
  expect(schema.safeParse(input).success).toBe(false);
});

it.each<[string, z.ZodType, (text: string) => object]>([
  ["answer", reviewInputSchema, (text) => ({ ...review, answers: { notes: { value: text } } })],
  ["reason", reviewInputSchema, (text) => ({ ...review, answers: { reasons: { value: [text] } } })],
  ["note", reviewInputSchema, (text) => ({ ...review, answers: { size: { value: 1, note: text } } })],
  ["question", reviewInputSchema, (text) => ({ ...review, answers: { [text]: { value: 1 } } })],
  ["title", newProjectSchema, (title) => ({ ...project, title })],
  ["guidelines", newProjectSchema, (guidelines) => ({ ...project, guidelines })],
  ["form's name", newProjectSchema, (name) => ({ ...project, ...form({ name }) })],
  ["label", newProjectSchema, (label) => ({ ...project, ...form({ questions: [{ kind: "flag", id: "a", label }] }) })],
  [
    "help",
    newProjectSchema,
    (help) => ({ ...project, ...form({ questions: [{ kind: "flag", id: "a", label: "A", help }] }) }),
  ],
  [
    "option",
    newProjectSchema,
    (value) => ({
      ...project,
      ...form({ questions: [{ kind: "reasons", id: "a", label: "A", options: [{ value, label: "B" }] }] }),
    }),
  ],
  ["adjudicated answer", adjudicationSchema, (text) => ({ ...decision, answers: { notes: { value: text } } })],
  ["reason to adjudicate", adjudicationSchema, (reason) => ({ ...decision, reason })],
  ["hash", adjudicationSchema, (text) => ({ ...decision, contentHash: text.padEnd(64, "0") })],
  ["reason to take back", withdrawalSchema, (reason) => ({ decisionId: 1, reason })],
  ["reason to skip", skipSchema, (reason) => ({ itemId: 1, reason })],
  ["project", prescoreProjectSchema, (text) => ({ project: text })],
  ["project to ask about", prescoreRequestSchema, (text) => ({ project: text, model: "m" })],
  ["model", prescoreRequestSchema, (model) => ({ project: "p", model })],
  ["reviewer from elsewhere", reviewImportOptionsSchema, (reviewer) => ({ project: "p", reviewer })],
])("a text that cannot be kept is refused: %s", (_what, schema, inputOf) => {
  for (const text of ["a\0b", "a\ud800b"]) expect(schema.safeParse(inputOf(text)).success).toBe(false);
});

it("an address with a number that no row has is read as without it", () => {
  expect(loadProjectPageParams("cursor=3000000000").cursor).toBeNull();
  expect(loadProjectPageParams("cursor=42").cursor).toBe(42);
  expect(loadDeskItemId("item=9999999999").item).toBeNull();
  expect(loadNewProjectParams("ids=1,3000000000,2").ids).toEqual([1, 2]);
});

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { parseInstanceReports } from "#lib/core/grading/instance-report";
import { parseRunReport } from "#lib/core/grading/run-report";
import { batchTasks, predictionSets, runBatches } from "#lib/db/schema";
import { harnessInstance } from "#lib/predictions/testing/harness-folder";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { expectListed, lookAt, newDataset, newEvaluatedSet, predictionLine } from "./prediction-pages.ts";
import { toJsonLines } from "./task-rows.ts";

const prediction = (number: number, change = {}) => ({
  instance_id: `owner__name-${number}`,
  model_name_or_path: "vendor/model",
  model_patch: "a patch\n",
  ...change,
});

test("a curator sees what a file holds, keeps it and has it evaluated", async ({ signedIn, ctx, expectAccessible }) => {
  const page = await signedIn("curator");
  const dataset = await newDataset(ctx);
  const rows = [prediction(1), prediction(2), prediction(3, { model_patch: null }), prediction(77), { model_patch: 4 }];
  await lookAt(page, { dataset, name: "preds.jsonl", body: toJsonLines(rows) });
  const found = page.getByRole("region", { name: "What the file holds" });
  await expect(found.getByRole("row").nth(1)).toContainText("vendor/model4311");
  await expect(
    page.getByText("The dataset has no task for 1 prediction of vendor/model: owner__name-77."),
  ).toBeVisible();
  await expect(page.getByText(/^preds\.jsonl, line 5: expected /)).toBeVisible();
  await expectAccessible(page);
  expect(await ctx.db.$count(predictionSets, eq(predictionSets.dataset, dataset))).toBe(0);

  await page.getByRole("button", { name: "Import 4 predictions" }).click();
  await expect(page.getByRole("heading", { name: "vendor/model" })).toBeVisible();
  await expect(page.getByText("Not evaluated yet.")).toBeVisible();
  await expectListed(page, [1, 2, 3, 77]);
  await expect(predictionLine(page, "owner__name-3")).toContainText("empty");
  await expect(predictionLine(page, "owner__name-77")).toContainText("unknown task");
  await expect(predictionLine(page, "owner__name-77").getByRole("link")).toHaveCount(0);

  await page.getByRole("button", { name: "Evaluate" }).click();
  const dialog = page.getByRole("dialog", { name: "Evaluate these predictions" });
  await dialog.getByRole("combobox", { name: "Policy" }).selectOption("swebench-5");
  await expect(dialog).toContainText("a skipped FAIL_TO_PASS test fails");
  await dialog.getByRole("spinbutton", { name: "Repeats" }).fill("2");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Run 2 patches" }).click();
  await expect(page.getByText("4 runs asked for")).toBeVisible();
  const evaluation = page.getByRole("region", { name: "Newest evaluation" });
  await expect(evaluation).toContainText("0 of 3 so far");
  await expect(evaluation).toContainText("queued");
  await expect(evaluation).toContainText("the worst of 2 repeats");
  await expect(predictionLine(page, "owner__name-1")).toContainText("running");

  await lookAt(page, { dataset, name: "preds.jsonl", body: toJsonLines(rows) });
  await page.getByRole("button", { name: "Import 4 predictions" }).click();
  await expect(page.getByText("These predictions were imported before")).toBeVisible();
  expect(await ctx.db.$count(predictionSets, eq(predictionSets.dataset, dataset))).toBe(1);
});

test("an evaluation's results are counted, filtered, and lead to tasks and runs", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const { setId, batchId } = await newEvaluatedSet(ctx);
  const page = await signedIn("viewer");
  await open(page, `/runs/predictions/${setId}`);
  await expect(page.getByRole("region", { name: "Newest evaluation" })).toContainText("1 of 6, 16.7 %");
  await expect(
    page.getByRole("img", { name: "1 resolved, 2 unresolved, 1 not graded, 1 failed, 1 empty, 1 unknown task" }),
  ).toBeVisible();
  await expectAccessible(page);
  await expectListed(page, [1, 2, 3, 4, 5, 6, 99]);
  await expect(predictionLine(page, "owner__name-3")).toContainText("0 of 1 FAIL_TO_PASS tests succeed");
  await expect(predictionLine(page, "owner__name-4")).toContainText("The patch did not apply.");

  await page.getByRole("navigation", { name: "Results" }).getByRole("link", { name: "unresolved 2" }).click();
  await expectListed(page, [2, 3]);
  await expect(page).toHaveURL(/result=NO/);
  await page.getByRole("link", { name: "all 7" }).click();
  await expectListed(page, [1, 2, 3, 4, 5, 6, 99]);
  const [task] = await ctx.db
    .select()
    .from(batchTasks)
    .where(eq(batchTasks.batchId, batchId))
    .orderBy(batchTasks.taskId);
  await expect(page.getByRole("link", { name: "owner__name-1", exact: true })).toHaveAttribute(
    "href",
    `/tasks/${task?.taskId}`,
  );
  await expect(page.getByRole("link", { name: /the run of owner__name-1$/ })).toHaveAttribute("href", /^\/runs\/\d+$/);
  await expect(page.getByRole("link", { name: "Its batch of runs" })).toHaveAttribute(
    "href",
    `/runs/batches/${batchId}`,
  );

  await open(page, "/runs/predictions");
  const line = page.getByRole("row").filter({ has: page.locator(`a[href="/runs/predictions/${setId}"]`) });
  await expect(line).toContainText("1 of 6, 16.7 %");
  await expectAccessible(page);
});

test("the reports are those that the harness would have written", async ({ signedIn, ctx }) => {
  const { setId } = await newEvaluatedSet(ctx);
  const page = await signedIn("viewer");
  await open(page, `/runs/predictions/${setId}`);
  const summary = await download(page, /^Summary swebench 5/);
  expect(summary.name).toMatch(/^vendor__model\.[0-9a-f-]{36}\.json$/);
  expect(parseRunReport(summary.text)).toMatchObject({
    problems: [],
    value: {
      version: 5,
      report: {
        total_instances: 6,
        resolved_ids: ["owner__name-1"],
        unresolved_ids: ["owner__name-2", "owner__name-3"],
        error_ids: ["owner__name-4", "owner__name-5"],
        empty_patch_ids: ["owner__name-6"],
      },
    },
  });
  const lines = (await download(page, /^All report.json swebench 4/)).text.trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines.map((line) => parseInstanceReports(line).value[0])).toMatchObject([
    { instanceId: "owner__name-1", version: 4, report: { resolved: true } },
    { instanceId: "owner__name-2", version: 4, report: { resolved: false } },
    { instanceId: "owner__name-3", version: 4, report: { resolved: false } },
  ]);
});

test("another policy is looked at first, and then applied", async ({ signedIn, ctx, expectAccessible }) => {
  const { setId, batchId } = await newEvaluatedSet(ctx);
  const page = await signedIn("curator");
  await open(page, `/runs/predictions/${setId}`);
  await page.getByRole("button", { name: "Regrade" }).click();
  const dialog = page.getByRole("dialog", { name: "Grade by another policy" });
  await dialog.getByRole("combobox", { name: "Policy" }).selectOption("swebench-4");
  await expect(dialog.getByRole("list", { name: "Changes" })).toContainText("owner__name-2 NO → FULL");
  await expect(dialog.getByRole("row").filter({ hasText: "FULL" })).toHaveText("FULL12");
  await expectAccessible(page);
  expect(await policyOf(batchId)).toBe("swebench-5");
  await dialog.getByRole("button", { name: "Change 1 verdict" }).click();
  await expect(page.getByRole("region", { name: "Newest evaluation" })).toContainText("2 of 6, 33.3 %");
  await expect(page.getByRole("region", { name: "Newest evaluation" })).toContainText("by swebench-4");
  await expect(predictionLine(page, "owner__name-2")).toContainText("resolved");
  expect(await policyOf(batchId)).toBe("swebench-4");

  async function policyOf(id: string) {
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, id));
    return batch?.policy;
  }
});

test("a viewer reads, and changes nothing", async ({ signedIn, clientOf, ctx }) => {
  const { setId, batchId } = await newEvaluatedSet(ctx);
  const page = await signedIn("viewer");
  await open(page, `/runs/predictions/${setId}`);
  await expect(page.getByRole("button", { name: "Evaluate" })).toBeHidden();
  await page.getByRole("button", { name: "Regrade" }).click();
  const dialog = page.getByRole("dialog", { name: "Grade by another policy" });
  await dialog.getByRole("combobox", { name: "Policy" }).selectOption("swebench-4");
  await expect(dialog.getByRole("list", { name: "Changes" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Change/ })).toBeHidden();
  await page.goto("/runs/predictions/new");
  await expect(page.getByRole("heading", { name: "Your role does not reach here" })).toBeVisible();

  const client = await clientOf("viewer");
  for (const [path, data] of [
    ["predictions?dataset=demo", "{}"],
    ["batches", { kind: "evaluation", predictionSetId: setId }],
    [`batches/${batchId}/cancel`, {}],
    [`batches/${batchId}/retry`, {}],
    [`batches/${batchId}/regrade`, { policy: "skywork", isApplied: true }],
  ] as const) {
    expect((await client.post(`/api/v1/${path}`, { data })).status(), path).toBe(403);
  }
});

test("a program imports, evaluates, cancels, retries, regrades and reports", async ({ clientOf, ctx }) => {
  const client = await clientOf("curator");
  const dataset = await newDataset(ctx);
  const send = (query: string, data: string) =>
    client.post(`/api/v1/predictions?dataset=${dataset}&${query}`, { data });
  const body = toJsonLines([prediction(1), prediction(2)]);
  const dry = await send("dryRun=true", body);
  expect(dry.status()).toBe(200);
  expect(await dry.json()).toMatchObject({ sets: [{ model: "vendor/model", patches: 2, runnable: 2 }], problems: [] });
  const imported = await send("name=From+a+program&fileName=p.jsonl", body);
  expect(imported.status()).toBe(201);
  const [{ id }] = (await imported.json()).sets;
  expect(await (await client.get(`/api/v1/prediction-sets/${id}`)).json()).toMatchObject({
    name: "From a program",
    fileName: "p.jsonl",
    evaluation: null,
  });
  const listed = await (await client.get("/api/v1/prediction-sets?limit=100")).json();
  expect(listed.items.map((item: { id: string }) => item.id)).toContain(id);

  const asked = await client.post("/api/v1/batches", {
    data: { kind: "evaluation", predictionSetId: id, policy: "live-3x" },
  });
  expect(asked.status()).toBe(201);
  const batch = (await asked.json()).id;
  const report = await client.get(`/api/v1/batches/${batch}/report`);
  expect(report.status()).toBe(409);
  expect(await (await client.post(`/api/v1/batches/${batch}/cancel`)).json()).toEqual({ cancelled: 2 });
  expect(await (await client.get(`/api/v1/batches/${batch}/report?version=4`)).json()).toMatchObject({
    error_instances: 2,
    schema_version: 2,
  });
  expect(await (await client.post(`/api/v1/batches/${batch}/retry`)).json()).toEqual({ retried: 2 });
  await client.post(`/api/v1/batches/${batch}/cancel`);

  const filter = `dataset=${dataset}&q=Issue+3`;
  const validation = await client.post("/api/v1/batches", { data: { kind: "validation", filter } });
  const { id: validated } = await validation.json();
  expect(await ctx.db.$count(batchTasks, eq(batchTasks.batchId, validated))).toBe(1);

  const { batchId } = await newEvaluatedSet(ctx);
  const told = await client.post(`/api/v1/batches/${batchId}/regrade`, { data: { policy: "swebench-4" } });
  expect(await told.json()).toMatchObject({
    isApplied: false,
    runs: 4,
    changed: 1,
    changes: [{ from: "NO", to: "FULL" }],
  });
  const [change] = (await told.json()).changes;
  const single = await (await client.get(`/api/v1/runs/${change.runId}/report.json`)).json();
  expect(single).toEqual(harnessInstance(2, { fixed: "SKIPPED" }).report);
});

for (const { what, method, path, data, status, message } of [
  {
    what: "no file",
    method: "post",
    path: "predictions?dataset=demo",
    data: "",
    status: 400,
    message: /empty|no body/,
  },
  {
    what: "no predictions",
    method: "post",
    path: "predictions?dataset=demo",
    data: "[]",
    status: 400,
    message: /no predictions/,
  },
  {
    what: "no such dataset",
    method: "post",
    path: "predictions?dataset=nowhere",
    data: "{}",
    status: 404,
    message: /no dataset nowhere/,
  },
  {
    what: "a misspelt parameter",
    method: "post",
    path: "predictions?datset=demo",
    data: "{}",
    status: 400,
    message: /datset: no such parameter/,
  },
  { what: "no kind", method: "post", path: "batches", data: {}, status: 400, message: /kind/ },
  {
    what: "no choice of tasks",
    method: "post",
    path: "batches",
    data: { kind: "validation" },
    status: 400,
    message: /say which tasks/,
  },
  {
    what: "a misspelt filter",
    method: "post",
    path: "batches",
    data: { kind: "validation", filter: "repos=a" },
    status: 400,
    message: /repos: no such parameter/,
  },
  {
    what: "a misspelt field",
    method: "post",
    path: "batches",
    data: { kind: "validation", filter: "", repeat: 3 },
    status: 400,
    message: /repeat: no such field/,
  },
  {
    what: "no such batch",
    method: "post",
    path: "batches/nothing/cancel",
    data: {},
    status: 404,
    message: /No batch has the id nothing/,
  },
  {
    what: "no such set",
    method: "get",
    path: "prediction-sets/nothing",
    data: undefined,
    status: 404,
    message: /No set/,
  },
  {
    what: "no such run",
    method: "get",
    path: "runs/1e9/report.json",
    data: undefined,
    status: 404,
    message: /No run has the id 1e9/,
  },
  {
    what: "no such version",
    method: "get",
    path: "runs/1/report.json?version=6",
    data: undefined,
    status: 400,
    message: /version/,
  },
] as const) {
  test(`a program is told of ${what}`, async ({ clientOf }) => {
    const client = await clientOf("curator");
    const answer =
      method === "post" ? await client.post(`/api/v1/${path}`, { data }) : await client.get(`/api/v1/${path}`);
    expect(answer.status()).toBe(status);
    const { error } = await answer.json();
    expect(error.message).toMatch(message);
  });
}

test("hostile predictions stay text", async ({ signedIn, ctx }) => {
  const page = await signedIn("curator");
  const dataset = await newDataset(ctx);
  const model = `${hostile.markup}${hostile.bidi}`.slice(0, 190);
  const rows = [
    prediction(1, { model_name_or_path: model, model_patch: hostile.breakOut }),
    prediction(2, { model_name_or_path: model, instance_id: `${hostile.markup}${hostile.zeroWidth}` }),
    prediction(3, { model_name_or_path: model, instance_id: "a\u0000b" }),
    `${hostile.markup}`,
  ];
  const body = rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n");
  await lookAt(page, { dataset, name: "<img src=x onerror=window.pwned=10>.jsonl", body });
  await expect(page.getByRole("button", { name: "Import 2 predictions" })).toBeVisible();
  await expectInert(page);
  await page.getByRole("button", { name: "Import 2 predictions" }).click();
  await expect(page.getByText("Not evaluated yet.")).toBeVisible();
  await expectInert(page);
  await open(page, "/runs/predictions");
  await expect(page.getByRole("region", { name: "Sets of predictions" })).toBeVisible();
  await expectInert(page);
});

test("the pages fit a telephone", async ({ signedIn, ctx, expectAccessible }) => {
  const { setId } = await newEvaluatedSet(ctx);
  const page = await signedIn("curator", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  for (const path of ["/runs/predictions", "/runs/predictions/new", `/runs/predictions/${setId}`]) {
    await open(page, path);
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page);
  }
});

async function download(page: Page, name: RegExp): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: "Reports" }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("menuitem", { name }).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

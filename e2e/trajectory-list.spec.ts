import { readFile } from "node:fs/promises";
import type { Ctx } from "#lib/auth/actor";
import { insertSearchedTrajectory } from "#lib/db/testing/trajectory-list-rows";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { expectTotal, filterButton } from "./task-list.ts";
import { importRows, newSlug, taskRow } from "./task-rows.ts";
import { listedInstances, openTrajectories, trajectoryLine, trajectoryTable } from "./trajectory-list.ts";

interface Sample {
  readonly dataset: string;
  /** By instance: one, two, three. */
  readonly ids: Readonly<Record<"one" | "two" | "three", number>>;
}

async function insertSample({ db }: Ctx): Promise<Sample> {
  const dataset = newSlug("agents");
  const shared = {
    dataset,
    repo: "example/widgets",
    scaffold: "hammer",
    exitStatus: "submitted",
    flags: [],
    run: "first",
  };
  const one = await insertSearchedTrajectory(db, ["Read the quokka notes", "Mend the burrow", "The quokka runs"], {
    ...shared,
    instanceId: "one",
    model: "maker/big",
    verdict: "resolved",
    turns: 30,
    costUsd: 1.5,
    flags: ["loop"],
  });
  const two = await insertSearchedTrajectory(db, ["Mend the fence"], {
    ...shared,
    instanceId: "two",
    model: "maker/small",
    verdict: "unresolved",
    turns: 20,
    costUsd: 0.25,
  });
  const three = await insertSearchedTrajectory(db, ["Give up"], {
    ...shared,
    instanceId: "three",
    model: "maker/small",
    verdict: null,
    turns: 10,
    costUsd: null,
  });
  return { dataset, ids: { one, two, three } };
}

test("a trajectory is found by the words of its steps, each hit a link to its step", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const { dataset, ids } = await insertSample(ctx);
  const page = await signedIn("viewer");
  await openTrajectories(page, `dataset=${dataset}`);
  await expectTotal(page, "3 trajectories");
  await expectAccessible(page);
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search trajectories" });
  await expect(search).toBeFocused();
  await page.keyboard.type("quokka");
  await expectTotal(page, "1 trajectory");
  await expect(page).toHaveURL(/[?&]q=quokka(&|$)/);
  await expect(trajectoryTable(page).locator("mark")).toHaveText(["quokka", "quokka"]);
  await expect(page.getByRole("link", { name: "step 1" })).toHaveAttribute("href", `/trajectories/${ids.one}#step-1`);
  await expect(page.getByRole("link", { name: "step 3" })).toHaveAttribute("href", `/trajectories/${ids.one}#step-3`);
  await expectAccessible(page);

  await search.fill("mend -quokka");
  await expect(trajectoryLine(page, "two")).toBeVisible();
  await expectTotal(page, "1 trajectory");
  await search.fill("three");
  await expect(trajectoryLine(page, "three")).toBeVisible();
  await expectTotal(page, "1 trajectory");
});

test("facets, ranges and headers narrow and sort, and the address keeps it", async ({ signedIn, ctx }) => {
  const { dataset } = await insertSample(ctx);
  const page = await signedIn("viewer");
  await openTrajectories(page, `dataset=${dataset}`);
  await filterButton(page, "Model").click();
  const models = page.getByRole("dialog", { name: "Filter by model" });
  await models.getByRole("checkbox", { name: "maker/small 2" }).check();
  await expectTotal(page, "2 trajectories");
  await page.keyboard.press("Escape");
  await filterButton(page, "Verdict").click();
  const verdicts = page.getByRole("dialog", { name: "Filter by verdict" });
  await verdicts.getByRole("checkbox", { name: "not given 1" }).check();
  await expectTotal(page, "1 trajectory");
  await expect(page).toHaveURL((url) => url.searchParams.get("verdict") === "none");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear all" }).click();
  await open(page, `/trajectories?dataset=${dataset}`);
  await filterButton(page, "Cost ($)").click();
  const most = page.getByRole("spinbutton", { name: "Cost ($), at most" });
  await most.fill("0.5");
  await most.press("Enter");
  await expectTotal(page, "1 trajectory");
  await expect(filterButton(page, "Cost ($) ≤ 0.5")).toBeVisible();
  await page.goBack();
  await expectTotal(page, "3 trajectories");

  const turns = page.getByRole("columnheader", { name: "Turns" });
  await turns.getByRole("button").click();
  await expect(turns).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => listedInstances(page)).toEqual(["one", "two", "three"]);
  await turns.getByRole("button").click();
  await expect.poll(() => listedInstances(page)).toEqual(["three", "two", "one"]);
  await page.reload();
  await expect.poll(() => listedInstances(page)).toEqual(["three", "two", "one"]);
  await expect(page.getByRole("columnheader", { name: "Flags" }).getByRole("button")).toHaveCount(0);
});

test("the keyboard walks and selects, and a selection is downloaded", async ({ signedIn, ctx }) => {
  const { dataset, ids } = await insertSample(ctx);
  const page = await signedIn("viewer");
  await openTrajectories(page, `dataset=${dataset}&sort=turns&dir=asc&cols=instanceId,turns,flags,run`);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByText("2 trajectories selected")).toBeVisible();
  const lines = (await download(page, "Download the selection", "CSV")).split("\r\n");
  expect(lines).toEqual(["Task,Turns,Flags,Run", "three,10,,first", "one,30,loop,first", ""]);
  await page.keyboard.press("Escape");
  const rows = (await download(page, "Download", "JSONL")).trimEnd().split("\n");
  expect(rows.map((row) => JSON.parse(row).id)).toEqual([ids.three, ids.two, ids.one]);

  async function download(from: typeof page, menu: string, format: string): Promise<string> {
    await from.getByRole("button", { name: menu, exact: true }).click();
    const started = from.waitForEvent("download");
    await from.getByRole("menuitem", { name: new RegExp(`^${format}`) }).click();
    const file = await started;
    expect(file.suggestedFilename()).toBe(`assay-trajectories.${format.toLowerCase()}`);
    return readFile(await file.path(), "utf8");
  }
});

test("a filter that matches nothing says which one to drop", async ({ signedIn, ctx, expectAccessible }) => {
  const { dataset } = await insertSample(ctx);
  const page = await signedIn("viewer");
  await page.goto(`/trajectories?dataset=${dataset}&model=nobody&turnsMin=1`);
  await expect(page.getByRole("heading", { name: "No trajectory matches: drop model nobody?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Without model nobody: 3" }).click();
  await expectTotal(page, "3 trajectories");
});

test("a view of trajectories stays with the trajectories", async ({ signedIn, ctx }) => {
  const { dataset } = await insertSample(ctx);
  const page = await signedIn("viewer");
  const name = newSlug("Loops");
  await openTrajectories(page, `dataset=${dataset}&flag=loop`);
  await page.getByRole("button", { name: "Saved views" }).click();
  const views = page.getByRole("dialog", { name: "Saved views" });
  await views.getByRole("textbox", { name: "Name of the view" }).fill(name);
  await views.getByRole("button", { name: "Save", exact: true }).click();
  await expect(views.getByRole("link", { name, exact: true })).toHaveAttribute("href", /^\/trajectories\?.*flag=loop/);
  await open(page, "/tasks?dataset=demo");
  await page.getByRole("button", { name: "Saved views" }).click();
  await expect(views.getByRole("textbox", { name: "Name of the view" })).toBeVisible();
  await expect(views.getByRole("link", { name, exact: true })).toBeHidden();
});

test("a task shows who tried it, how often each model solved it, and compares two", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const dataset = newSlug("tried");
  const tasks = await importRows(ctx, dataset, [taskRow(1), taskRow(2)]);
  const taskId = tasks.get("example__widgets-1") ?? 0;
  const shared = { dataset, taskId, instanceId: "example__widgets-1", run: "r" };
  const first = await insertSearchedTrajectory(ctx.db, ["a"], {
    ...shared,
    model: "m",
    verdict: "resolved",
    attempt: 1,
  });
  const second = await insertSearchedTrajectory(ctx.db, ["b"], {
    ...shared,
    model: "m",
    verdict: "unresolved",
    attempt: 2,
  });
  const page = await signedIn("viewer");
  await open(page, `/tasks/${taskId}`);
  await page.getByRole("navigation", { name: "Parts of the task" }).getByRole("link", { name: "Trajectories" }).click();
  const rates = page.getByRole("region", { name: "Resolved by model" });
  await expect(rates.getByRole("row").nth(1)).toContainText("50.0 %");
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: `Compare trajectory ${first}` }).check();
  await page.getByRole("checkbox", { name: `Compare trajectory ${second}` }).check();
  await expect(page.getByRole("link", { name: "Compare the two" })).toHaveAttribute(
    "href",
    `/trajectories/compare?left=${first}&right=${second}`,
  );
  await expect(page.getByRole("link", { name: "Attempt 2" })).toHaveAttribute("href", `/trajectories/${second}`);
  await open(page, `/tasks/${tasks.get("example__widgets-2")}?tab=trajectories`);
  await expect(page.getByRole("heading", { name: "No agent has tried this task yet" })).toBeVisible();
});

test("what agents and models are called stays text", async ({ signedIn, ctx }) => {
  const dataset = newSlug("hostile");
  await insertSearchedTrajectory(ctx.db, [`needle ${hostile.markup} ${hostile.bidi}`], {
    dataset,
    instanceId: "needle",
    model: hostile.markup,
    scaffold: hostile.markup,
    exitStatus: hostile.markup,
    run: hostile.markup,
    repo: hostile.markup,
  });
  const page = await signedIn("viewer");
  await openTrajectories(page, `dataset=${dataset}&q=needle&cols=instanceId,model,scaffold,exitStatus,run,repo`);
  await expectTotal(page, "1 trajectory");
  await expectInert(page);
});

test("a program lists trajectories page by page, and reads one", async ({ clientOf, ctx }) => {
  const { dataset, ids } = await insertSample(ctx);
  const client = await clientOf("viewer");
  const first = await (await client.get(`/api/v1/trajectories?dataset=${dataset}&sort=turns&dir=asc&limit=2`)).json();
  expect(first.total).toEqual({ count: 3, exact: true });
  expect(first.items.map(({ id }: { id: number }) => id)).toEqual([ids.three, ids.two]);
  const rest = await client.get(
    `/api/v1/trajectories?dataset=${dataset}&sort=turns&dir=asc&limit=2&cursor=${first.nextCursor}`,
  );
  expect(await rest.json()).toMatchObject({ items: [{ id: ids.one, flags: ["loop"] }], nextCursor: null });
  expect(await (await client.get(`/api/v1/trajectories/${ids.one}`)).json()).toMatchObject({
    id: ids.one,
    model: "maker/big",
    finalPatch: "",
    measures: {},
  });
  expect((await client.get("/api/v1/trajectories/999999999")).status()).toBe(404);
  for (const [query, message] of [
    ["colour=red", /colour: no such parameter/],
    ["sort=repo", /sort/],
    ["costUsdMin=cheap", /costUsdMin/],
    ["cursor=bm9uZQ", /cursor/],
  ] as const) {
    const answer = await client.get(`/api/v1/trajectories?${query}`);
    expect(answer.status()).toBe(400);
    expect((await answer.json()).error.message).toMatch(message);
  }
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Ctx } from "#lib/auth/actor";
import { formatAtif } from "#lib/core/trajectory/format-atif";
import { parseTrajectories } from "#lib/core/trajectory/parse-trajectories";
import { bash, buildTrajectory } from "#lib/core/trajectory/testing/build-trajectory";
import { importTrajectories } from "#lib/trajectories/testing/import-trajectories";
import { expect, test } from "./fixtures.ts";
import { open, untilHydrated } from "./hydration.ts";
import { importRows, newSlug, patchOf, taskRow, toJsonLines } from "./task-rows.ts";

const commands = {
  left: ["ls", "cat src/part-1.py", "make test", "echo <b>left</b>", "git diff"],
  right: ["ls", "make test", "echo right", "git diff"],
};

test("two attempts stand side by side, open where they part, and are walked by keys", async ({
  signedIn,
  ctx,
  expectAccessible,
}) => {
  const { left, right } = await importAttempts(ctx);
  const page = await signedIn("viewer");
  await open(page, `/trajectories/compare?left=${left}&right=${right}`);
  await untilHydrated(page.getByRole("button", { name: "First difference" }));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Compare attempts on example__widgets-1");
  await expect(page.getByRole("region", { name: "Left", exact: true })).toContainText("Turns5");
  await expect(page.getByRole("region", { name: "Right", exact: true })).toContainText("Turns4");
  await expect(page.getByRole("status")).toContainText("The same in 3 of 5 rows; they part 2 times.");
  await expect(rows(page)).toHaveCount(5);
  await expectCurrent(page, 1, /First difference.*cat src\/part-1\.py/);
  await page.keyboard.press("n");
  await expectCurrent(page, 3, /echo <b>left<\/b>.*echo right/);
  await expect(page).toHaveURL(/[?&]row=4\b/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Left text" })).toContainText("said echo <b>left</b>");
  await expect(page.getByRole("region", { name: "Right text" })).toContainText("said echo right");
  await expectAccessible(page);
  await page.keyboard.press("d");
  await expectCurrent(page, 1, /cat src\/part-1\.py/);
  await page.keyboard.press("j");
  await expectCurrent(page, 2, /make test/);
  await page.reload();
  await expectCurrent(page, 2, /make test/);
});

test("the sides are swapped, and hold patches and measures", async ({ signedIn, ctx, expectAccessible }) => {
  const { left, right } = await importAttempts(ctx);
  const page = await signedIn("viewer");
  await open(page, `/trajectories/compare?left=${left}&right=${right}&tab=patches`);
  const files = page.getByRole("region", { name: "Files of the patches" });
  await expect(files.getByRole("row", { name: /src\/part-1\.py/ })).toContainText("the same");
  await expect(files.getByRole("row", { name: /src\/extra\.py/ })).toContainText("–");
  await expectAccessible(page);
  await page.keyboard.press("s");
  await expect(page).toHaveURL(new RegExp(`left=${right}&right=${left}&tab=patches`));
  await page.keyboard.press("4");
  await expect(page.getByRole("row", { name: /^Turns/ })).toHaveText("Turns45");
  await page.keyboard.press("3");
  await expect(page.getByText("Neither final patch was run here.")).toBeVisible();
});

test("one side alone asks for the other, and different tasks are said to be different", async ({ signedIn, ctx }) => {
  const { left, right, other } = await importAttempts(ctx);
  const page = await signedIn("viewer");
  await page.goto(`/trajectories/compare?left=${left}`);
  await expect(page.getByRole("heading", { name: "Choose what to compare with" })).toBeVisible();
  await page.getByRole("link", { name: /^right-model/ }).click();
  await expect(page).toHaveURL(new RegExp(`left=${left}&right=${right}$`));
  await page.goto(`/trajectories/compare?left=${left}&right=${other}`);
  await expect(page.getByText("These are two different tasks")).toBeVisible();
  await page.goto(`/trajectories/compare?left=${left}&right=2000000000`);
  await expect(page.getByRole("heading", { name: "No trajectory has the id 2000000000" })).toBeVisible();
});

test("a trajectory is downloaded as ATIF and read back as it was", async ({ clientOf, ctx }) => {
  const { left } = await importAttempts(ctx);
  const client = await clientOf("viewer");
  const response = await client.get(`/api/trajectories/${left}/atif`);
  expect(response.headers()["content-disposition"]).toContain(`example__widgets-1.trajectory-${left}.atif.json`);
  const [read, ...others] = parseTrajectories(await response.json()).value;
  expect(others).toEqual([]);
  expect(read).toEqual(built("example__widgets-1", "left"));
  expect((await client.get("/api/trajectories/2000000000/atif")).status()).toBe(404);
});

function rows(page: Page) {
  return page.getByRole("region", { name: "Turns", exact: true }).getByRole("listitem");
}

async function expectCurrent(page: Page, index: number, text: RegExp): Promise<void> {
  const row = rows(page).nth(index);
  await expect(row).toHaveAttribute("aria-current", "step");
  await expect(row).toHaveText(text);
}

function built(instanceId: string, side: "left" | "right") {
  const extra = side === "left" ? patchOf("src/extra.py") : "";
  return buildTrajectory(
    commands[side].map((command) => bash(command, `said ${command}`)),
    {
      instanceId,
      finalPatch: `${patchOf("src/part-1.py")}${extra}`,
      agent: {
        scaffold: "widget-agent",
        version: null,
        model: `${side}-model`,
        parameters: {},
        toolDefinitions: [],
        extra: {},
      },
    },
  );
}

/** Two attempts at one task and one at another, in a dataset of their own. */
async function importAttempts(ctx: Ctx) {
  const dataset = newSlug("compared");
  await importRows(ctx, dataset, [taskRow(1), taskRow(2)]);
  const folder = await mkdtemp(join(tmpdir(), "assay-e2e-trajectories-"));
  try {
    const path = join(folder, "attempts.jsonl");
    const attempts = [
      built("example__widgets-1", "left"),
      built("example__widgets-1", "right"),
      built("example__widgets-2", "right"),
    ];
    await writeFile(path, toJsonLines(attempts.map(formatAtif)));
    const [left = 0, right = 0, other = 0] = await importTrajectories(ctx, { dataset, path });
    return { left, right, other };
  } finally {
    await rm(folder, { recursive: true });
  }
}

import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile, hostileRow } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { expectCounts, expectState, upload } from "./import-page.ts";
import { filterButton, openList, taskTable } from "./task-list.ts";
import { expectEditorText } from "./task-page.ts";
import { importRows, newSlug, taskRow, toJsonLines } from "./task-rows.ts";

test("a hostile file is imported, and what it holds that is no text is refused", async ({ signedIn }) => {
  const page = await signedIn("curator");
  const dataset = newSlug("hostile-file");
  const lines = [
    toJsonLines([hostileRow]),
    Buffer.concat([Buffer.from('{"instance_id": "'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from('"}\n')]),
    toJsonLines([taskRow(2, { problem_statement: "a NUL \u0000 in it" })]),
    toJsonLines([taskRow(3)]).replace("is bent", "\\ud800 is bent"),
    `${hostile.markup}\n`,
    `${"[".repeat(100_000)}\n`,
    toJsonLines([taskRow(4)]),
  ].map((part) => Buffer.from(part));
  await upload(page, { dataset, name: "<img src=x onerror=window.pwned=10>.jsonl", body: Buffer.concat(lines) });
  await expectState(page, "waits for you");
  await expectInert(page);
  await expectCounts(page, { "Would be added": 2, Rejected: 5 });
  await page.getByRole("button", { name: "Import 2 tasks" }).click();
  await expectState(page, "done");
  const rejects = page.getByRole("region", { name: "Rejected records" });
  await expect(rejects).toContainText("text in UTF-8");
  await expect(rejects).toContainText("text without NUL characters");
  await expect(rejects).toContainText("half of a surrogate pair");
  await expect(rejects).toContainText("<script>");
  await expectInert(page);
  await open(page, `/datasets/${dataset}`);
  await expect(page.getByRole("link", { name: "<img src=x onerror=window.pwned=10>.jsonl" })).toBeVisible();
  await expectInert(page);
});

test("hostile text stays text in the list, its filters, the palette and a CSV", async ({ signedIn, ctx }) => {
  const dataset = newSlug("hostile-list");
  await importRows(ctx, dataset, [hostileRow]);
  const page = await signedIn("viewer");
  await openList(page, `dataset=${dataset}&q=click&cols=instanceId,repo,language,difficulty`);
  await expect(taskTable(page).getByText("click", { exact: true }).first()).toBeVisible();
  await expect(taskTable(page)).toContainText("](javascript:window.pwned=5)");
  await expect(page.getByRole("cell", { name: /@SUM\(1\+1\)\/<script>/ })).toBeVisible();
  await expectInert(page);
  await filterButton(page, "Repository").click();
  await expect(page.getByRole("checkbox", { name: /^@SUM/ })).toBeVisible();
  await page.getByRole("checkbox", { name: /^@SUM/ }).check();
  await expect(page).toHaveURL(/repo=/);
  await expect(page.getByText("1 task", { exact: true })).toBeVisible();
  await expectInert(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Download", exact: true }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^CSV/ }).click();
  const csv = await readFile(await (await started).path(), "utf8");
  expect(csv).toContain(`"'=cmd()|'/C calc'!A0<script>`);
  expect(csv).toContain(`"'@SUM(1+1)/<script>`);

  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Search and jump" }).getByRole("combobox").fill("cmd calc");
  await expect(page.getByRole("option").filter({ hasText: dataset })).toBeVisible();
  await expectInert(page);
});

test("hostile text stays text in every viewer of a task", async ({ signedIn, ctx }) => {
  const [id] = (await importRows(ctx, newSlug("hostile-task"), [hostileRow])).values();
  const page = await signedIn("viewer");
  await open(page, `/tasks/${id}`);
  const main = page.getByRole("main");
  const issue = page.getByRole("region", { name: "Issue" });
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${hostile.formula}${hostile.markup}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("⟪U+202E⟫");
  await expect(issue).toContainText("<script>window.pwned=1</script>");
  await expect(issue).toContainText("access ⟪U+202E⟫level");
  await expect(issue).toContainText("pay⟪U+200B⟫pal⟪U+FEFF⟫");
  await expect(issue).toContainText("⟪U+001B⟫[31mred");
  await expect(issue.getByText("pic (https://example.com/p.png)")).toBeVisible();
  await issue.getByText("click", { exact: true }).first().click();
  await expectInert(page);

  await open(page, `/tasks/${id}?tab=patch`);
  await page.getByRole("button", { name: "Unified" }).click();
  await expect(page.getByRole("toolbar", { name: "Gold patch" })).toContainText("1 file");
  await expect(main).toContainText("-- a/etc/passwd");
  await expect(main).toContainText(hostile.markup);
  await expect(main).toContainText("⟪ESC⟫[31mred");
  await expect(main).toContainText("access ⟪U+202E⟫level");
  await expectInert(page);
  await page.getByRole("button", { name: "Raw" }).click();
  await expect(main).toContainText("diff --git a/etc/shadow");
  await expectInert(page);

  await open(page, `/tasks/${id}?tab=test-patch`);
  await expect(main).toContainText("1 line before the first file not shown");
  await expect(main).toContainText(hostile.markup);
  await expectInert(page);

  await open(page, `/tasks/${id}?tab=tests`);
  await expect(page.getByRole("region", { name: "FAIL_TO_PASS" })).toContainText(hostile.markup);
  await page.getByRole("textbox", { name: "Find in PASS_TO_PASS" }).fill("<img src=x");
  await expect(page.getByRole("region", { name: "PASS_TO_PASS" })).toContainText("20 of 21");
  await expectInert(page);

  await open(page, `/tasks/${id}?tab=raw`);
  await expectEditorText(page, "<script>window.pwned=1</script>");
  await expectInert(page);
});

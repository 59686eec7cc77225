import { sandboxImages } from "#lib/db/schema";
import { saveEnvironment } from "#lib/environments/mutations";
import { findEnvironment, requireEnvironment } from "#lib/environments/queries";
import { setRule } from "#lib/environments/rule-mutations";
import { findCurrentRule } from "#lib/environments/rule-queries";
import { newEnvironment, newSpec, writeSpecification } from "./environment-page.ts";
import { expect, test } from "./fixtures.ts";
import { expectInert, hostile } from "./hostile-text.ts";
import { open } from "./hydration.ts";
import { expectEditorText } from "./task-page.ts";
import { newSlug } from "./task-rows.ts";

test("a curator edits an environment: completion, what is wrong, a new version, the rule moves, its history", async ({
  signedIn,
  ctx,
}) => {
  const { hash, repo } = await newEnvironment(ctx);
  const page = await signedIn("curator");
  await open(page, `/settings/environments?q=${encodeURIComponent(repo)}`);
  await page.getByRole("link", { name: `${repo} ${hash.slice(0, 12)}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: repo })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();

  await writeSpecification(page, '{"baseImage": "debian:bookworm", "test": {"command": "make"}, "parser": "jest", ');
  await page.keyboard.type('"netw');
  const suggested = page.getByRole("listbox", { name: "Suggest" }).getByRole("listitem", { name: /^network/ });
  await expect(suggested).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press("Enter");
  await expect(suggested).toBeHidden();
  await expectEditorText(page, '"network": {');

  await writeSpecification(
    page,
    '{"baseImage": "X Y", "parser": "jest",\n"test": {"command": "make"}, "writable": ["/usr"]}',
  );
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems).toContainText("line 1, column 15");
  await expect(problems).toContainText("baseImage");
  await expect(problems).toContainText("An image reference, like debian:bookworm");
  await expect(problems).not.toContainText("writable");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(problems).toContainText("2 problems");
  await problems.getByRole("button", { name: /line 2.*writable\[0\].*belongs to the system/ }).click();
  await page.keyboard.press("Delete");
  await expect(problems).not.toContainText("belongs to the system");

  const command = newSlug("make-it");
  await writeSpecification(page, JSON.stringify(newSpec({ test: { command } })));
  await expect(problems).toBeHidden();
  await page.getByRole("button", { name: "Show changes" }).click();
  await expect(page.getByRole("checkbox", { name: repo })).toBeChecked();
  await page.keyboard.press("Control+s");
  await expect(page.getByText(`Saved ${repo}; 1 rule uses it now`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Run" })).toContainText(command);
  await expect(page.getByRole("region", { name: "Versions" }).getByRole("row")).toHaveCount(3);

  await page.getByRole("region", { name: "By repository" }).getByRole("link", { name: repo }).click();
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("row")).toHaveCount(3);
  await expect(history.getByRole("row").nth(1)).toContainText("in force");
  await expect(history.getByRole("row").nth(2)).toContainText(hash.slice(0, 12));
  await history.getByRole("link", { name: "What changed" }).click();
  await expect(page.getByRole("combobox", { name: "Changes since" })).toHaveValue(hash);
  await expectEditorText(page, command);
});

test("who is late is told who was faster, and loses nothing", async ({ signedIn, ctx }) => {
  const { hash, repo, ruleId } = await newEnvironment(ctx);
  const page = await signedIn("curator");
  await open(page, `/settings/environments/new?from=${hash.slice(0, 12)}`);
  const command = newSlug("mine");
  await writeSpecification(page, JSON.stringify(newSpec({ test: { command } })));

  const theirs = await saveEnvironment(ctx, { name: "theirs", spec: newSpec() });
  const target = { scope: "repository", repo, version: null } as const;
  await setRule(ctx, { target, environmentHash: theirs.hash, ruleId });
  await page.getByRole("button", { name: "Save" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText(`The rule for ${repo} changed: ${ctx.actor.name} set it to theirs`);
  await expect(alert).toContainText("What you wrote is still here.");
  await expectEditorText(page, command);
  await expect(page.getByText("No rule uses the version that you edit.")).toBeVisible();
  expect(await findCurrentRule(ctx, target)).toMatchObject({ environmentHash: theirs.hash });

  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Run" })).toContainText(command);
  expect(await findCurrentRule(ctx, target)).toMatchObject({ environmentHash: theirs.hash });
});

test.describe("unsaved changes", () => {
  test.use({ expectedProblem: /^A dialog opened/ });

  test("are there again after a link and after a reload, which asks first", async ({ signedIn, problems }) => {
    const page = await signedIn("curator");
    await open(page, "/settings/environments/new");
    const name = newSlug("draft");
    await page.getByLabel("Name").fill(name);
    await writeSpecification(page, `{"parser": "${name}"}`);
    await page.getByRole("link", { name: "Account" }).click();
    await expect(page.getByText("Your changes are kept in this tab.")).toBeVisible();
    await page.goBack();
    await expect(page.getByText("Your unsaved changes are here again.")).toBeVisible();
    await expect(page.getByLabel("Name")).toHaveValue(name);
    await expectEditorText(page, `{"parser": "${name}"}`);

    const asked = page.waitForEvent("dialog");
    await page.evaluate(() => setTimeout(() => window.location.reload()));
    expect((await asked).type()).toBe("beforeunload");
    await page.getByRole("button", { name: "Discard them" }).click();
    await expect(page.getByLabel("Name")).toHaveValue("");
    await expectEditorText(page, '"baseImage": "python:3.9-bookworm"');
    await page.getByRole("link", { name: "Account" }).click();
    await expect(page.getByRole("heading", { name: "New password" })).toBeVisible();
    await page.goBack();
    await expectEditorText(page, '"baseImage": "python:3.9-bookworm"');
    await expect(page.getByLabel("Name")).toHaveValue("");
    expect(problems).toHaveLength(1);
  });
});

test("an environment is used for what its reader names; what has another one is shown first", async ({
  signedIn,
  ctx,
}) => {
  const [first, second] = [await newEnvironment(ctx), await newEnvironment(ctx)];
  const page = await signedIn("curator");
  await open(page, `/settings/environments/${first.hash.slice(0, 12)}`);
  await page.getByLabel("Repository", { exact: true }).fill(second.repo);
  await page.getByLabel("Version", { exact: true }).fill("1.0");
  await page.getByRole("button", { name: "Use it", exact: true }).click();
  const rules = page.getByRole("region", { name: "By repository" });
  await expect(rules.getByRole("link", { name: `${second.repo} version 1.0` })).toBeVisible();

  await page.getByLabel("Version", { exact: true }).fill("");
  await page.getByRole("button", { name: "Use it", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(`${second.repo} uses ${second.repo}`);
  await page.getByRole("button", { name: "Use this one instead" }).click();
  await expect(rules.getByRole("link", { name: second.repo, exact: true })).toBeVisible();

  await page.getByLabel("Use it for").selectOption("a task");
  await page.getByRole("textbox", { name: "Dataset" }).fill("demo");
  await page.getByLabel("Instance id").fill("assay-demo__nobody-1");
  await page.getByRole("button", { name: "Use it", exact: true }).click();
  await expect(page.getByText("The dataset demo has no task assay-demo__nobody-1")).toBeVisible();

  await rules.getByRole("link", { name: second.repo, exact: true }).click();
  await page.getByRole("button", { name: "End this rule" }).click();
  await expect(page.getByText("no rule in force")).toBeVisible();
  await page.getByRole("button", { name: "Put it in force again" }).click();
  await expect(page.getByRole("button", { name: "End this rule" })).toBeVisible();
  await expect(page.getByRole("region", { name: "History" }).getByRole("row")).toHaveCount(4);
});

test("a viewer reads everything and changes nothing", async ({ signedIn, ctx }) => {
  const { hash, ruleId } = await newEnvironment(ctx);
  const page = await signedIn("viewer");
  await open(page, "/settings");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Environments" }).click();
  await expect(page.getByRole("region", { name: "By repository" })).toContainText("assay-demo/larder");
  await expect(page.getByRole("link", { name: "New environment" })).toBeHidden();
  await open(page, `/settings/environments/${hash}`);
  await expect(page.getByRole("region", { name: "Image" })).toContainText("debian:bookworm");
  await expect(page.getByRole("link", { name: "Edit" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Use it" })).toBeHidden();
  await open(page, `/settings/environments/rules/${ruleId}`);
  await expect(page.getByRole("region", { name: "History" })).toBeVisible();
  await expect(page.getByRole("button", { name: "End this rule" })).toBeHidden();
  await open(page, "/settings/environments/repositories");
  await expect(page.getByRole("region", { name: "Repositories" })).toContainText("demo:larder");
  await expect(page.getByRole("heading", { name: "Add a source" })).toBeHidden();
  await page.goto("/settings/environments/new");
  await expect(page.getByRole("heading", { name: "Your role does not reach here" })).toBeVisible();
});

test("the images of every machine are listed with their sizes, and a failed build opens its log", async ({
  signedIn,
  ctx,
}) => {
  const host = newSlug("machine");
  const { imageHash, hash } = await newEnvironment(ctx, { packages: ["no-such-package"] });
  const shared = { host, driver: "docker", digest: null };
  await ctx.db.insert(sandboxImages).values([
    { ...shared, imageHash, state: "failed", failure: "apt-get failed", log: "E: Unable to locate package\n" },
    { ...shared, imageHash: "0".repeat(64), state: "ready", sizeBytes: 1_500_000_000, buildSeconds: 133 },
    { ...shared, imageHash: "1".repeat(64), state: "ready", sizeBytes: 500_000_000 },
  ]);
  const page = await signedIn("viewer");
  await open(page, "/settings/environments?tab=images");
  await expect(page.getByRole("heading", { name: host })).toContainText("docker, 3 images, 2.0 GB");
  const images = page.getByRole("region", { name: `Images of ${host}, docker` });
  await expect(images.getByRole("row").filter({ hasText: "000000000000" })).toContainText("2 m 13 s");
  await expect(images.getByRole("link", { name: new RegExp(hash.slice(0, 12)) })).toBeVisible();
  await images.getByRole("row").filter({ hasText: "apt-get failed" }).getByRole("link").first().click();
  await expectEditorText(page, "E: Unable to locate package");
});

test("a repository gets a source, another one, none, and the old one back", async ({ signedIn }) => {
  const repo = `${newSlug("source")}/name`;
  const page = await signedIn("curator");
  await open(page, "/settings/environments/repositories");
  await page.getByLabel("Repository", { exact: true }).fill(repo);
  const source = page.getByLabel("Source", { exact: true });
  await source.fill("ext::sh -c id");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText(/Expected an https, ssh or git address/)).toBeVisible();
  await source.fill("https://example.org/owner/name");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: repo });
  await expect(row).toContainText("https://example.org/owner/name");

  await page.getByRole("button", { name: `Change ${repo}` }).click();
  await source.fill("/srv/name");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(row).toContainText("/srv/name");
  await page.getByRole("button", { name: `Remove ${repo}` }).click();
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("/srv/name");
  await page.getByRole("searchbox", { name: "Search repositories" }).fill("nothing like this");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No source matches" })).toBeVisible();
});

test("hostile text stays text on every page of an environment", async ({ signedIn, ctx }) => {
  const name = `${hostile.markup.slice(0, 60)} ${newSlug("hostile")}`;
  const spec = newSpec({
    setup: [hostile.markup, hostile.breakOut, hostile.ansi],
    env: { A: hostile.bidi },
    languageVersion: { language: "<b>x</b>", version: hostile.zeroWidth },
  });
  const { hash } = await saveEnvironment(ctx, { name, spec });
  const target = { scope: "repository", repo: hostile.markup, version: null } as const;
  const seen = await findCurrentRule(ctx, target);
  const { id } = await setRule(ctx, { target, environmentHash: hash, ruleId: seen?.id ?? null });
  const page = await signedIn("curator");
  for (const path of ["", "?tab=environments", `/${hash}`, `/rules/${id}`]) {
    await open(page, `/settings/environments${path}`);
    await expect(page.getByRole("main")).toContainText("<script>window.pwned=1</script>");
    await expectInert(page);
  }
  for (const path of [`/${hash}?tab=specification`, `/${hash}?tab=compare&with=${hash}`, `/new?from=${hash}`]) {
    await open(page, `/settings/environments${path}`);
    await expectEditorText(page, "<script>window.pwned=1</script>");
    await expectInert(page);
  }
});

test("programs save environments and set rules", async ({ clientOf, ctx }) => {
  const client = await clientOf("curator");
  const body = { data: { name: newSlug("api"), spec: newSpec() } };
  const first = await client.post("/api/v1/environments", body);
  expect(first.status()).toBe(201);
  const { hash } = await first.json();
  const again = await client.post("/api/v1/environments", body);
  expect(again.status()).toBe(200);
  expect(await again.json()).toMatchObject({ hash, isNew: false });
  const read = await client.get(`/api/v1/environments/${hash.slice(0, 12)}`);
  expect(await read.json()).toMatchObject({ hash, spec: { ...body.data.spec, workdir: "/testbed" } });
  const found = await client.get(`/api/v1/environments?q=${body.data.name}`);
  expect(await found.json()).toMatchObject({ items: [{ hash }], total: { count: 1, exact: true } });

  const target = { scope: "repository", repo: newSlug("api-repo"), version: "1.0" };
  const put = (replaces: number | null) =>
    client.put("/api/v1/environment-rules", { data: { target, environment: hash.slice(0, 12), replaces } });
  const rule = await (await put(null)).json();
  expect(rule).toMatchObject({ target, environmentHash: hash, endedAt: null });
  const late = await put(null);
  expect(late.status()).toBe(409);
  expect((await late.json()).error.message).toContain("api-repo");
  expect((await put(rule.id)).status()).toBe(200);
  const listed = await client.get(`/api/v1/environment-rules?environment=${hash.slice(0, 12)}`);
  expect(await listed.json()).toMatchObject({ items: [{ id: rule.id }], nextCursor: null });
  expect((await client.delete(`/api/v1/environment-rules/${rule.id}`)).status()).toBe(204);
  expect((await client.delete(`/api/v1/environment-rules/${rule.id}`)).status()).toBe(409);
  const ended = await (await client.get(`/api/v1/environment-rules/${rule.id}`)).json();
  expect(ended).toMatchObject({ endedBy: expect.any(String), history: [{ id: rule.id }] });
  expect(await requireEnvironment(ctx, hash)).toMatchObject({ ruleCount: 0 });
});

test("programs are told what is wrong", async ({ clientOf, ctx }) => {
  const [viewer, curator] = await Promise.all([clientOf("viewer"), clientOf("curator")]);
  const body = { data: { name: newSlug("refused"), spec: newSpec() } };
  expect((await viewer.post("/api/v1/environments", body)).status()).toBe(403);
  expect((await viewer.get("/api/v1/environments?limit=1")).status()).toBe(200);
  expect((await viewer.delete("/api/v1/environment-rules/1")).status()).toBe(403);
  for (const [data, message] of [
    [
      { ...body.data, spec: { ...body.data.spec, limits: { cpus: 0 } } },
      /limits\.cpus: Expected at least 0\.1, found 0/,
    ],
    [{ ...body.data, colour: 1 }, /colour: no such field/],
    [{ spec: {} }, /name/],
  ] as const) {
    const answer = await curator.post("/api/v1/environments", { data });
    expect(answer.status()).toBe(400);
    expect((await answer.json()).error).toMatchObject({ code: "invalid", message: expect.stringMatching(message) });
  }
  for (const path of [
    "environments/0123456789",
    "environments/x",
    "environment-rules/999999999",
    "environment-rules/x",
  ])
    expect((await viewer.get(`/api/v1/${path}`)).status(), path).toBe(404);
  for (const query of [
    "environments?limit=0",
    "environments?cursor=x",
    "environment-rules?cursor=x",
    "environments?q=%00",
  ])
    expect((await viewer.get(`/api/v1/${query}`)).status(), query).toBe(400);
  const target = { scope: "planet" };
  const put = await curator.put("/api/v1/environment-rules", {
    data: { target, environment: "0".repeat(12), replaces: null },
  });
  expect(put.status()).toBe(400);
  expect((await put.json()).error.message).toContain("The scope is task, repository or language");
  expect(await findEnvironment(ctx, "0".repeat(12))).toBeUndefined();
});

import { demoRow, demoRows } from "./demo-rows.ts";
import { expect, test } from "./fixtures.ts";
import { importRows, newSlug, taskIds, taskRow } from "./task-rows.ts";

test("a program reads datasets and tasks", async ({ clientOf, ctx }) => {
  const client = await clientOf("viewer");
  const datasets = await (await client.get("/api/v1/datasets")).json();
  expect(datasets.items).toContainEqual(
    expect.objectContaining({ slug: "demo", title: "Demo corpus", taskCount: 40, repoCount: 4 }),
  );
  const list = await (
    await client.get(
      "/api/v1/tasks?dataset=demo&repo=assay-demo/larder,assay-demo/ruled&sort=instanceId&dir=asc&limit=3",
    )
  ).json();
  expect(list.total).toEqual({ count: 20, exact: true });
  expect(list.items.map((item: { instanceId: string }) => item.instanceId)).toEqual([
    "assay-demo__larder-10",
    "assay-demo__larder-12",
    "assay-demo__larder-14",
  ]);

  const row = demoRow("assay-demo__larder-10");
  const id = (await taskIds(ctx, "demo")).get(row.instance_id);
  const task = await (await client.get(`/api/v1/tasks/${id}`)).json();
  expect(task).toMatchObject({ instanceId: row.instance_id, patch: row.patch, record: row });
  expect(task.failToPassTests).toEqual(row.FAIL_TO_PASS);
  expect(await (await client.get(`/api/v1/tasks/${id}/test-patch.diff`)).text()).toBe(row.test_patch);
});

test("the cursor leads through all tasks without a gap or a double", async ({ clientOf, ctx }) => {
  const dataset = newSlug("cursor");
  // All made at the same time: only the tiebreak tells them apart.
  await importRows(
    ctx,
    dataset,
    Array.from({ length: 57 }, (_, index) => taskRow(index, { created_at: "2024-01-01T00:00:00Z" })),
  );
  const client = await clientOf("viewer");
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor ? `&cursor=${cursor}` : "";
    const page = await (await client.get(`/api/v1/tasks?dataset=${dataset}&limit=10${query}`)).json();
    seen.push(...page.items.map((item: { instanceId: string }) => item.instanceId));
    cursor = page.nextCursor;
  }
  expect(seen.length).toBe(57);
  expect(new Set(seen).size).toBe(57);
});

test("counts, facets and histograms agree with the rows", async ({ clientOf }) => {
  const client = await clientOf("viewer");
  const count = await (await client.get("/api/v1/tasks/count?dataset=demo&language=Python&failToPassMin=3")).json();
  const expected = demoRows.filter((row) => row.language === "Python" && row.FAIL_TO_PASS.length >= 3).length;
  expect(count).toEqual({ count: expected, exact: true });
  const facets = await (await client.get("/api/v1/tasks/facets?dataset=demo&failToPassMin=3&language=Python")).json();
  const inRepo = demoRows.filter((row) => row.repo === "assay-demo/cadence" && row.FAIL_TO_PASS.length >= 3).length;
  expect(facets.repo).toContainEqual({ value: "assay-demo/cadence", count: inRepo });
  const bins: { count: number }[] = await (await client.get("/api/v1/tasks/histograms/failToPass?dataset=demo")).json();
  expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(40);
});

for (const [query, message] of [
  ["limit=0", /limit/],
  ["limit=many", /limit/],
  ["colour=red", /colour: no such parameter/],
  ["sort=id%3Bdrop", /sort/],
  ["patchLinesMin=-1", /patchLinesMin/],
  ["cursor=bm9uZQ", /cursor/],
  ["q=%00", /q/],
  ["repo=%00", /repo/],
  [`cursor=${forgedCursor("2024-13-45")}`, /cursor/],
] as const) {
  test(`tasks?${query.slice(0, 30)} is answered with 400 and what is wrong`, async ({ clientOf }) => {
    const client = await clientOf("viewer");
    const answer = await client.get(`/api/v1/tasks?${query}`);
    expect(answer.status()).toBe(400);
    expect(await answer.json()).toEqual({ error: { code: "invalid", message: expect.stringMatching(message) } });
  });
}

test("who has no valid token gets 401, what is not there 404", async ({ clientOf, request }) => {
  expect((await request.get("/api/v1/tasks")).status()).toBe(401);
  expect((await request.get("/api/v1/tasks", { headers: { authorization: "Bearer none" } })).status()).toBe(401);
  expect((await request.get("/api/v1/datasets", { headers: { authorization: "Basic eDp5" } })).status()).toBe(401);
  const client = await clientOf("viewer");
  for (const path of ["/999999999", "/abc", "/1/patch.zip", "/histograms/weight", "/99999999999999999999"]) {
    const answer = await client.get(`/api/v1/tasks${path}`);
    expect(answer.status(), path).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "not_found" } });
  }
  expect((await client.get("/api/imports/none")).status()).toBe(404);
});

test("the description of the API fits what it answers", async ({ request }) => {
  const document = await (await request.get("/api/v1/openapi.json")).json();
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(["/api/v1/datasets", "/api/v1/tasks", "/api/v1/tasks/{id}", "/api/v1/tasks/export"]),
  );
  const names = document.paths["/api/v1/tasks"].get.parameters.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(["q", "repo", "patchLinesMax", "sort", "limit", "cursor"]));
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  for (const [, name = ""] of references) expect(document.components.schemas).toHaveProperty(name);
});

test("a page is sent with a policy that lets only its own scripts run", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  const nonces: string[] = [];
  for (const path of ["/tasks?dataset=demo", "/tasks?dataset=demo", "/sign-in"]) {
    const response = await page.goto(path);
    const headers = (await response?.allHeaders()) ?? {};
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).not.toMatch(/script-src[^;]*'unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers).not.toHaveProperty("x-powered-by");
    nonces.push(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
  }
  expect(nonces).not.toContain("");
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("health is open, metrics are for their token", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ database: "reachable", migrations: "current" });
  expect((await request.get("/api/metrics")).status()).toBe(401);
  expect((await request.get("/api/metrics", { headers: { authorization: "Bearer wrong" } })).status()).toBe(401);
  const metrics = await request.get("/api/metrics", { headers: { authorization: "Bearer metrics" } });
  expect(metrics.status()).toBe(200);
  expect(await metrics.text()).toMatch(/^# HELP /m);
});

/** A cursor in the right order whose value no row can have. */
function forgedCursor(value: string): string {
  return Buffer.from(JSON.stringify(["createdAt", "desc", value, 1, "next"])).toString("base64url");
}

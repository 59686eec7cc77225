import { insertTests, storeLog } from "#lib/db/testing/run-rows";
import { expect, test } from "./fixtures.ts";
import { goldRun, newBatch } from "./run-pages.ts";

test("programs read batches, runs and logs", async ({ clientOf, ctx }) => {
  const batch = await newBatch(ctx, ["accepted", "failed"]);
  const run = await goldRun(ctx, batch.id, batch.taskIds[0]);
  await storeLog(ctx.db, run, "the log\n");
  await insertTests(ctx.db, run, [{ name: "test_one", letter: "P", seconds: 0.5, line: 1 }]);
  const client = await clientOf("viewer");
  const list = await (await client.get("/api/v1/batches?kind=validation&limit=500")).json();
  expect(list.items).toContainEqual(expect.objectContaining({ id: batch.id, taskCount: 2 }));
  expect(await (await client.get(`/api/v1/batches/${batch.id}`)).json()).toMatchObject({
    state: "finished",
    progress: { states: { finished: 1, failed: 1 }, outcomes: { accepted: 1 } },
  });
  const first = await (await client.get(`/api/v1/runs?batch=${batch.id}&limit=3`)).json();
  const rest = await (await client.get(`/api/v1/runs?batch=${batch.id}&limit=3&cursor=${first.nextCursor}`)).json();
  expect(new Set([...first.items, ...rest.items].map(({ id }: { id: number }) => id)).size).toBe(4);
  expect(rest.nextCursor).toBeNull();
  const gold = await (await client.get(`/api/v1/runs?task=${batch.taskIds[0]}&kind=gold&state=finished`)).json();
  expect(gold.items).toMatchObject([{ id: run, resolution: "FULL" }]);
  expect(await (await client.get(`/api/v1/runs/${run}`)).json()).toMatchObject({
    id: run,
    tests: [{ name: "test_one", status: "PASSED", seconds: 0.5, line: 1 }],
    log: { sizeBytes: 8 },
  });
  const log = await client.get(`/api/v1/runs/${run}/log`);
  expect(await log.text()).toBe("the log\n");
  expect(log.headers()).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": expect.stringContaining("attachment"),
    "x-content-type-options": "nosniff",
  });
  expect(await (await client.get(`/api/v1/runs/${run}/patch.diff`)).text()).toContain("diff --git");

  for (const path of ["/batches/none", `/batches/${crypto.randomUUID()}`, "/runs/0", "/runs/x", "/runs/99999999/log"]) {
    expect((await client.get(`/api/v1${path}`)).status(), path).toBe(404);
  }
  expect((await client.get(`/api/v1/runs/${run}/core`)).status()).toBe(404);
  for (const query of ["runs?batch=x", "runs?task=1e3", "runs?state=done", "runs?cursor=1", "batches?limit=0"]) {
    const answer = await client.get(`/api/v1/${query}`);
    expect(answer.status(), query).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid" } });
  }
  const document = await (await client.get("/api/v1/openapi.json")).json();
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(["/api/v1/batches", "/api/v1/batches/{id}", "/api/v1/runs", "/api/v1/runs/{id}"]),
  );
});

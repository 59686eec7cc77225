import { sql } from "drizzle-orm";
import { expect, test } from "../fixtures.ts";
import { open, untilHydrated } from "../hydration.ts";

test.use({ expectedProblem: /answered 50\d|Minified React error #441/ });

test("a page whose database fails says so, and goes on when it is mended", async ({ signedIn, clientOf, ctx }) => {
  const page = await signedIn("curator");
  const client = await clientOf("viewer");
  await open(page, "/settings");
  await ctx.db.execute(sql`alter table tasks rename to tasks_away`);
  try {
    await page.goto("/tasks?dataset=demo");
    await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
    await expect(page.getByText("No tasks yet")).toBeHidden();
    await expect(page.getByText("No task matches")).toBeHidden();
    await expect(page.getByText(/tasks_away|relation|select /)).toBeHidden();
    const answer = await client.get("/api/v1/tasks?dataset=demo");
    expect(answer.status()).toBe(500);
    expect(await answer.text()).not.toMatch(/relation|select /);
  } finally {
    await ctx.db.execute(sql`alter table tasks_away rename to tasks`);
  }
  const retry = page.getByRole("button", { name: "Try again" });
  await untilHydrated(retry);
  await retry.click();
  await expect(page.getByText("40 tasks", { exact: true })).toBeVisible();
});

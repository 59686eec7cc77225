import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { users } from "#lib/db/schema";
import { expect, test } from "../fixtures.ts";
import { open, untilHydrated } from "../hydration.ts";

test("the last administrator can be neither demoted nor disabled", async ({ accountOf, pageOf, ctx }) => {
  const last = await accountOf("admin");
  const others = await ctx.db
    .update(users)
    .set({ disabledAt: new Date() })
    .where(and(eq(users.role, "admin"), isNull(users.disabledAt), ne(users.id, last.id)))
    .returning({ id: users.id });
  try {
    const page = await pageOf(last);
    await open(page, "/settings/users");
    const role = page.getByRole("combobox", { name: `Role of ${last.email}` });
    await untilHydrated(role);
    await role.selectOption("viewer");
    const refusal = page.getByText("Somebody must stay administrator: make another one first");
    await expect(refusal.first()).toBeVisible();
    await expect(role).toHaveValue("admin");
    await page.getByRole("button", { name: `More for ${last.email}` }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await expect(refusal).toHaveCount(2);
    await page.reload();
    await expect(role).toHaveValue("admin");
    await expect(role).toBeEnabled();
  } finally {
    const ids = others.map(({ id }) => id);
    await ctx.db.update(users).set({ disabledAt: null }).where(inArray(users.id, ids));
  }
});

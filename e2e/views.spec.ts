import { expect, test } from "./fixtures.ts";
import { expectTotal, openList } from "./task-list.ts";
import { newSlug } from "./task-rows.ts";

test("a view keeps filters, order and columns under a name; a shared one serves others", async ({
  accountOf,
  pageOf,
  signedIn,
}) => {
  const owner = await accountOf("annotator");
  const page = await pageOf(owner);
  const shared = newSlug("Long Python");
  const own = newSlug("Only mine");
  await openList(page, "dataset=demo&language=Python&sort=issueWords&dir=asc&cols=instanceId,issueWords");
  await page.getByRole("button", { name: "Saved views" }).click();
  const views = page.getByRole("dialog", { name: "Saved views" });
  await views.getByRole("textbox", { name: "Name of the view" }).fill(shared);
  await views.getByRole("checkbox", { name: "Share with everybody here" }).check();
  await views.getByRole("button", { name: "Save", exact: true }).click();
  await expect(views.getByRole("link", { name: shared, exact: true })).toBeVisible();
  await views.getByRole("checkbox", { name: "Share with everybody here" }).uncheck();
  await views.getByRole("textbox", { name: "Name of the view" }).fill(own);
  await views.getByRole("button", { name: "Save", exact: true }).click();
  await expect(views.getByRole("link", { name: own, exact: true })).toBeVisible();

  const other = await signedIn("viewer");
  await openList(other);
  await other.getByRole("button", { name: "Saved views" }).click();
  const offered = other.getByRole("dialog", { name: "Saved views" });
  await expect(offered.getByRole("link", { name: own })).toBeHidden();
  await expect(offered.getByRole("button", { name: `Remove the view ${shared}` })).toBeHidden();
  await offered.getByRole("link", { name: `${shared} by ${owner.email}` }).click();
  await expectTotal(other, "20 tasks");
  await expect(other.getByRole("columnheader", { name: "Words" })).toHaveAttribute("aria-sort", "ascending");
  await expect(other.getByRole("columnheader")).toHaveCount(3);

  await page.getByRole("button", { name: `Remove the view ${shared}` }).click();
  await expect(views.getByRole("link", { name: shared, exact: true })).toBeHidden();
  await openList(other);
  await other.getByRole("button", { name: "Saved views" }).click();
  await expect(offered.getByRole("textbox", { name: "Name of the view" })).toBeVisible();
  await expect(offered.getByRole("link", { name: shared })).toBeHidden();
});

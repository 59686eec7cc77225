import { expect, test } from "./fixtures.ts";
import { expectCounts, expectState, upload } from "./import-page.ts";
import { newSlug, toJsonLines } from "./task-rows.ts";

const conversation = {
  instance_id: "example__widgets-1",
  messages: [
    { role: "user", content: "Mend the widgets." },
    { role: "assistant", content: "They are mended." },
  ],
};

test("a curator uploads trajectories, sees what would come of them, and opens one", async ({ signedIn }) => {
  const page = await signedIn("curator");
  const dataset = newSlug("trajectories");
  const body = `${toJsonLines([conversation])}2024-05-01 12:00:00 INFO this is a log\n`;
  await upload(page, { dataset, name: "run.jsonl", body, run: "nightly" });
  await expectState(page, "waits for you");
  await expectCounts(page, { "Would be added": 1, Rejected: 1 });
  await page.getByRole("button", { name: "Import 1 trajectory" }).click();
  await expectState(page, "done");
  await expectCounts(page, { Added: 1, Rejected: 1 });
  await expect(page.getByText("run nightly")).toBeVisible();
  const unknown = page.getByRole("region", { name: `1 task that ${dataset} does not have` });
  await expect(unknown.getByRole("listitem")).toHaveText("example__widgets-1");

  await page.getByRole("link", { name: "Browse the trajectories" }).click();
  await page.getByRole("link", { name: "example__widgets-1", exact: true }).click();
  await expect(page.getByRole("article", { name: "Step 2" })).toContainText("They are mended.");
});

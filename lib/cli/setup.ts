import { Command } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { ensureDemoEnvironments, loadDemoCorpus } from "#lib/datasets/demo-corpus";
import { env } from "#lib/env";
import { fail } from "#lib/errors";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { ensureFirstAdmin } from "#lib/users/first-admin";

export function setupCommand(): Command {
  return new Command("setup")
    .description("Create the first administrator and the queues, load the demo corpus where there is nothing yet.")
    .option("--json", "print one JSON object")
    .action(async (options: { json?: boolean }) => {
      const url = env().DATABASE_URL ?? fail("unavailable", "DATABASE_URL is not set");
      const ctx = commandLineCtx();
      const admin = await ensureFirstAdmin(ctx);
      const demoTasks = await loadDemoCorpus(ctx);
      await ensureDemoEnvironments(ctx);
      const boss = await createBoss(url).start();
      await prepareQueues(boss);
      await boss.stop({ graceful: false });
      printResult({ ...admin, demoTasks }, `The database is ready. Sign in as ${admin.adminEmail}.`, options);
    });
}

import { Command } from "commander";
import { commandLineCtx, printResult } from "#lib/cli/context";
import { migrateDatabase } from "#lib/db/migrate";
import { env } from "#lib/env";
import { fail } from "#lib/errors";
import { ensureFirstAdmin } from "#lib/users/first-admin";

export function setupCommand(): Command {
  return new Command("setup")
    .description("Bring the database up to date, create the first administrator, load the demo corpus where there is nothing yet.")
    .option("--json", "print one JSON object")
    .action(async (options: { json?: boolean }) => {
      const url = env().DATABASE_URL ?? fail("unavailable", "DATABASE_URL is not set");
      await migrateDatabase(url);
      const ctx = commandLineCtx();
      const admin = await ensureFirstAdmin(ctx);
      printResult({ ...admin, demoTasks: null }, `The database is ready. Sign in as ${admin.adminEmail}.`, options);
    });
}

import type { BenchServer } from "./support/database.ts";
import type { Measure } from "./support/measure.ts";
import { measureScripts } from "./support/page-scripts.ts";
import { withPages } from "./support/pages.ts";

/** What the pages of tasks load before anybody touches them. */
export async function measureFirstLoad(server: BenchServer): Promise<Measure[]> {
  return withPages(server, async (pages) => [
    await measureScripts(pages, "/tasks", "/tasks", 200),
    await measureScripts(pages, "/tasks/<id>", `/tasks/${pages.largest.id}`, 220),
    await measureScripts(pages, "/tasks/<id>, patch", `/tasks/${pages.largest.id}?tab=patch`, 220),
  ]);
}

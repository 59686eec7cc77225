import { inArray } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { defaultEnvironment } from "#lib/core/environment/defaults";
import { environmentFromRow } from "#lib/core/environment/from-row";
import type { Environment } from "#lib/core/environment/model";
import { environments } from "#lib/db/schema";
import type { ExportTask } from "#lib/exports/live-tasks";

/** Finds the environments of tasks, a batch at a time: those of the batch before are forgotten. */
export class EnvironmentFinder {
  readonly #db: Ctx["db"];
  #batch: readonly ExportTask[] = [];
  #known: ReadonlyMap<string, Environment> = new Map();

  constructor({ db }: Ctx) {
    this.#db = db;
  }

  /**
   * What the task was validated in, else what the nearest rule, its own row, or what is built in for its language says:
   * the order in which a worker asks. Null where nothing does.
   */
  async find(
    { environment, task }: Pick<ExportTask, "environment" | "task">,
    batch: readonly ExportTask[],
  ): Promise<Environment | null> {
    if (batch !== this.#batch) await this.#open(batch);
    if (environment && !environment.isGeneral) return this.#known.get(environment.hash) ?? null;
    const own = environmentFromRow(task).value;
    if (own) return own;
    if (environment) return this.#known.get(environment.hash) ?? null;
    return (task.language === null ? undefined : defaultEnvironment(task.language)) ?? null;
  }

  async #open(batch: readonly ExportTask[]): Promise<void> {
    const hashes = new Set(batch.flatMap(({ environment }) => environment?.hash ?? []));
    const found = await this.#db
      .select({ hash: environments.hash, spec: environments.spec })
      .from(environments)
      .where(inArray(environments.hash, [...hashes]));
    this.#known = new Map(found.map(({ hash, spec }) => [hash, spec]));
    this.#batch = batch;
  }
}

import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "#lib/auth/actor";
import { type CardMeans, type DatasetCard, formatDatasetCard } from "#lib/core/export/dataset-card";
import { FunnelCounter } from "#lib/core/export/funnel";
import type { JsonObject } from "#lib/core/json";
import { measureTask } from "#lib/core/task/measure";
import { datasets } from "#lib/db/schema";
import { type ChosenTask, drop, testOptions, writeTasks } from "#lib/exports/formats/choose-tasks";
import { defineFormat } from "#lib/exports/formats/define-format";
import { columnOptions, rowSteps, taskRecord } from "#lib/exports/formats/task-record";
import type { ExportRequest } from "#lib/exports/model";
import { ColumnSurvey, hubTypes } from "#lib/exports/parquet";

const optionsSchema = z.strictObject({ ...columnOptions, ...testOptions });
type Options = z.output<typeof optionsSchema>;

/** The card of what the same request gives as rows. */
export const datasetCard = defineFormat<Options>(optionsSchema, {
  id: "card",
  contentType: "text/markdown; charset=utf-8",
  fileName: () => "README.md",
  steps: rowSteps,
  async *open(ctx, request, signal) {
    const figures = new CardFigures();
    const funnel = new FunnelCounter(rowSteps(request));
    let matched = 0;
    const pieces = writeTasks(ctx, request, signal, (task) => {
      const record = taskRecord(task, request.options.columns);
      if (!record) return [drop(task, "columns", "its schema has no columns for test lists")];
      figures.add(task, record);
      return [];
    });
    for await (const piece of pieces) {
      if (piece.kind === "matched") matched = piece.count;
      if (piece.kind === "dropped") funnel.drop(piece.step, piece.reason, piece.id);
      yield piece;
    }
    const described = await describeDataset(ctx, request);
    const card = formatDatasetCard({
      ...described,
      ...figures.summary(),
      funnel: funnel.steps(matched, figures.instances),
    });
    yield { kind: "bytes", bytes: Buffer.from(card, "utf8") };
  },
});

type Described = Pick<DatasetCard, "dataset" | "title" | "description" | "version" | "filter" | "tests">;

async function describeDataset({ db }: Ctx, request: ExportRequest<Options>): Promise<Described> {
  const { dataset, version, filter, options } = request;
  const [row] = await db
    .select({ title: datasets.title, description: datasets.description })
    .from(datasets)
    .where(eq(datasets.slug, dataset));
  return {
    dataset,
    title: row?.title ?? dataset,
    description: row?.description ?? "",
    version: version?.name ?? null,
    filter,
    tests:
      options.tests === "imported"
        ? "The test lists are those that the tasks came with."
        : `The test lists were derived by running the tests without and with the gold patch${options.policy === "any" ? "" : `, under the policy ${options.policy}`}.`,
  };
}

const measures = [
  "issueWords",
  "hintsWords",
  "patchFiles",
  "patchFunctions",
  "patchHunks",
  "patchLines",
  "failToPass",
  "passToPass",
] as const satisfies readonly (keyof CardMeans)[];

class CardFigures {
  readonly #columns = new ColumnSurvey();
  readonly #sums = new Map<keyof CardMeans, number>();
  readonly #repositories = new Map<string, number>();
  readonly #languages = new Map<string, number>();
  readonly #licences = new Map<string, number>();
  #sizeBytes = 0;
  #tasksWithHints = 0;
  instances = 0;

  add({ task, lists }: ChosenTask, record: JsonObject): void {
    const { failToPassCount, passToPassCount, patchLinesAdded, patchLinesRemoved, ...measured } = measureTask({
      ...task,
      ...lists,
    });
    const values = {
      ...measured,
      patchLines: patchLinesAdded + patchLinesRemoved,
      failToPass: failToPassCount,
      passToPass: passToPassCount,
    };
    for (const key of measures) this.#sums.set(key, (this.#sums.get(key) ?? 0) + values[key]);
    this.#columns.add(record);
    this.#sizeBytes += Buffer.byteLength(JSON.stringify(record)) + 1;
    if (values.hintsWords > 0) this.#tasksWithHints += 1;
    count(this.#repositories, task.repo);
    count(this.#languages, task.language ?? "unknown");
    count(this.#licences, licenceOf(task.extra));
    this.instances += 1;
  }

  summary() {
    return {
      columns: [...this.#columns.kinds()].map(
        ([name, kind]) => [name, kind === "list" ? "string" : hubTypes[kind], kind === "list"] as const,
      ),
      instances: this.instances,
      sizeBytes: this.#sizeBytes,
      means: this.#means(),
      tasksWithHints: this.#tasksWithHints,
      repositories: ranked(this.#repositories),
      languages: ranked(this.#languages),
      licences: ranked(this.#licences),
    };
  }

  #means(): CardMeans {
    const mean = (key: keyof CardMeans) => (this.instances === 0 ? 0 : (this.#sums.get(key) ?? 0) / this.instances);
    return {
      issueWords: mean("issueWords"),
      hintsWords: mean("hintsWords"),
      patchFiles: mean("patchFiles"),
      patchFunctions: mean("patchFunctions"),
      patchHunks: mean("patchHunks"),
      patchLines: mean("patchLines"),
      failToPass: mean("failToPass"),
      passToPass: mean("passToPass"),
    };
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function ranked(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

/** The columns in which sets name the licence of a row's repository. */
function licenceOf(extra: JsonObject): string {
  const named = [extra.license_name, extra.license, extra.licence].find(
    (value) => typeof value === "string" && value !== "",
  );
  return typeof named === "string" ? named : "unknown";
}

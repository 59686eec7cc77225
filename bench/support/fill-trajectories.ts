import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { isJsonObject, type JsonValue } from "#lib/core/json";
import { formatSearchDocument } from "#lib/core/search-document";
import type { AgentStep, Step } from "#lib/core/trajectory/model";
import { listStepTexts } from "#lib/core/trajectory/step-texts";
import { formatCopyRow } from "#lib/db/copy-text";

export const trajectoryCount = 4_000;
export const stepsEach = 50;

const folder = resolve("../shared/data/trajectories");

/**
 * Trajectories whose steps are cut out of real ones: what agents said and what tools answered, at random places and of
 * random lengths, so that words are as frequent as they are in earnest. Each speaks of its own instance throughout.
 */
export async function fillTrajectories(sql: postgres.Sql): Promise<void> {
  await sql`insert into datasets (slug, title) values ('bench', 'Bench')`;
  await insertTrajectories(sql);
  const corpus = readCorpus();
  await copy(
    sql,
    "trajectory_steps",
    ["trajectory_id", "number", "body"],
    (step, id) => formatCopyRow([id, step.number, JSON.stringify(step)]),
    corpus,
  );
  await sql`drop index trajectory_search_document_idx`;
  await copy(
    sql,
    "trajectory_search",
    ["trajectory_id", "number", "document"],
    (step, id) => {
      const texts = listStepTexts(step).map(({ text }) => ["D", text] as const);
      return formatCopyRow([id, step.number, formatSearchDocument(texts)]);
    },
    corpus,
  );
  await sql`create index trajectory_search_document_idx on trajectory_search using gin (document)`;
  await sql`vacuum analyze`;
}

async function insertTrajectories(sql: postgres.Sql): Promise<void> {
  await sql`
    with import as (
      insert into imports (dataset, kind, state, file_name, file_size_bytes, created_by)
      values ('bench', 'trajectories', 'succeeded', 'bench.jsonl', 0, 'bench') returning id)
    insert into trajectory_records (import_id, file_name, position, content, size_bytes)
    select id, 'bench.jsonl', '{}', '', 0 from import`;
  await sql`select setseed(0.5)`;
  await sql`
    insert into trajectories (id, dataset, instance_id, repo, record_id, run, attempt, format, scaffold, model, exit_status,
      verdict, flags, steps, turns, tool_calls, errors, test_runs, prompt_tokens, completion_tokens, cost_usd,
      duration_seconds, patch_files, patch_lines, imported_at, content_hash)
    select n, 'bench', 'owner-' || r || '__repo-' || r || '-' || n / 8, 'owner-' || r || '/repo-' || r,
      (select max(id) from trajectory_records), 'run-' || n % 5, 1 + n % 4, 'messages', 'scaffold-' || n % 4,
      'maker/model-' || n % 7, (array['submitted', 'LimitsExceeded', null])[1 + floor(random() * 3)::int],
      (array['resolved', 'unresolved', 'unresolved', 'not_graded', null])[1 + floor(random() * 5)::int],
      case when random() < 0.2 then array['loop'] when random() < 0.1 then array['empty_patch', 'hit_cap'] else '{}' end,
      ${stepsEach}, floor(20 + random() * 80), floor(20 + random() * 80), floor(random() ^ 3 * 20), floor(random() * 12),
      floor(random() * 2e6), floor(random() * 4e4), round((random() * 4)::numeric, 4), round((random() * 3000)::numeric, 1),
      floor(random() * 6), floor(random() ^ 3 * 400), timestamptz '2026-11-01' - n * interval '1 minute', lpad(n::text, 64, '0')
    from (select n, floor(40 * random() ^ 2)::int as r from generate_series(1, ${trajectoryCount}::int) n) as placed`;
}

interface Corpus {
  readonly said: string;
  readonly shown: string;
}

/** All that is said, and all that tools answered, each as one long text. */
function readCorpus(): Corpus {
  const said: string[] = [];
  const shown: string[] = [];
  for (const name of readdirSync(join(folder, "mini-swe-agent")).filter((name) => name.endsWith(".traj.json"))) {
    const record: { messages: { role: string; content: JsonValue }[] } = JSON.parse(
      readFileSync(join(folder, "mini-swe-agent", name), "utf8"),
    );
    for (const { role, content } of record.messages) {
      (role === "assistant" ? said : shown).push(...textsOf(content));
    }
  }
  return { said: said.join("\n"), shown: shown.join("\n") };
}

function textsOf(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return isJsonObject(value) ? textsOf(value.text ?? null) : [];
}

type FormatStep = (step: Step, trajectoryId: number) => string;

async function copy(sql: postgres.Sql, table: string, columns: string[], format: FormatStep, corpus: Corpus) {
  const stream = await sql`copy ${sql(table)} (${sql(columns)}) from stdin`.writable();
  await pipeline(function* () {
    const random = randomNumbers();
    for (let id = 1; id <= trajectoryCount; id++) {
      let lines = "";
      for (let number = 1; number <= stepsEach; number++) lines += format(stepOf(id, number, corpus, random), id);
      yield lines;
    }
  }, stream);
}

function stepOf(id: number, number: number, { said, shown }: Corpus, random: () => number): AgentStep {
  const cut = (text: string, most: number) => {
    const at = Math.floor(random() * text.length);
    return text.slice(at, at + 40 + Math.floor(random() ** 3 * most));
  };
  return {
    kind: "agent",
    number,
    timestamp: null,
    isCopiedContext: false,
    extra: {},
    content: [{ type: "text", text: cut(said, 1_500) }],
    reasoning: null,
    calls: [
      { id: "call-1", name: "bash", arguments: { command: `cd /srv/instance${id} && ${cut(said, 200)}` }, extra: {} },
    ],
    results: [
      {
        callId: "call-1",
        content: [{ type: "text", text: cut(shown, 8_000) }],
        subagents: [],
        exitCode: 0,
        durationSeconds: null,
        isError: false,
        extra: {},
      },
    ],
    model: null,
    reasoningEffort: null,
    metrics: null,
    llmCallCount: null,
  };
}

/** The same numbers every time, from 0 to 1. */
function randomNumbers(): () => number {
  let state = 42;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

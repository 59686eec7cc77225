import type postgres from "postgres";
import { wordSeparators } from "#lib/core/search-text";
import { restoreRecord } from "#lib/imports/adapters/restore-record";
import type { ImportCounts, Reject } from "#lib/imports/model";
import type { PreparedTask } from "#lib/imports/prepare-task";
import { compareWithSeen, type SeenContents } from "#lib/imports/seen-contents";
import { copyToStaging, type ImportSql, taskColumns, textColumns } from "#lib/imports/staging";

type Fragment = postgres.PendingQuery<postgres.Row[]>;

export interface Batch {
  readonly importId: string;
  readonly dataset: string;
  readonly tasks: readonly PreparedTask[];
  /** Ids of the layouts, by hash. */
  readonly layoutIds: ReadonlyMap<string, number>;
  /** What this import has read before; this batch adds its own. */
  readonly seen: SeenContents;
}

export interface BatchOutcome extends ImportCounts {
  readonly rejects: readonly Reject[];
}

/**
 * Characters of each text that the word index takes in. PostgreSQL's `tsvector` holds 1 MB, which a text of many different
 * words fills sooner: then less of each text of its batch is taken.
 */
const indexedCharacters = [200_000, 40_000, 8_000] as const;
const tooLongForIndex = "54000";

/**
 * Writes the tasks of a batch that are new or changed. A task is known by dataset and instance id; the same content
 * changes nothing. A second record of this import with the same id and other content is given back as a reject.
 */
export async function writeBatch(sql: ImportSql, batch: Batch): Promise<BatchOutcome> {
  const { importId, dataset } = batch;
  const { distinct, repeatedCount, rejects } = setAsideRepeats(batch);
  await copyToStaging(sql, distinct, batch.layoutIds);
  await sql`
    update import_staging s set task_id = t.id, known_hash = x.content_hash, known_import = x.import_id
    from tasks t join task_texts x on x.task_id = t.id
    where t.dataset = ${dataset} and t.instance_id = s.instance_id`;
  const unchanged = await sql`delete from import_staging where known_hash = content_hash`;
  const conflicts = await sql<{ record: number }[]>`
    delete from import_staging where known_import = ${importId} returning source_record as record`;
  const conflicting = new Set(conflicts.map(({ record }) => record));
  const allRejects = [...rejects, ...distinct.filter((task) => conflicting.has(task.record)).map(rejectRepeat)];
  return {
    added: await insertNew(sql, batch),
    updated: await updateChanged(sql, importId),
    unchanged: unchanged.count + repeatedCount,
    rejected: allRejects.length,
    rejects: allRejects,
  };
}

/** Of the records that share an id, the first of the file is written. */
function setAsideRepeats({ tasks, seen }: Batch) {
  const places = Object.groupBy(tasks, (task) => compareWithSeen(seen, task));
  return {
    distinct: places.first ?? [],
    repeatedCount: places.same?.length ?? 0,
    rejects: (places.other ?? []).map(rejectRepeat),
  };
}

function rejectRepeat({ record, position, task, layout }: PreparedTask): Reject {
  return {
    record,
    position,
    field: "instance_id",
    expected: "an id that stands once in the file, or the same record again",
    found: `${task.instanceId} with other content than an earlier record`,
    instanceId: task.instanceId,
    source: JSON.stringify(restoreRecord(task, layout)),
  };
}

async function insertNew(sql: ImportSql, { importId, dataset }: Batch): Promise<number> {
  const numbered = await sql`
    update import_staging set is_new = true, task_id = nextval(pg_get_serial_sequence('tasks', 'id')) where task_id is null`;
  if (numbered.count === 0) return 0;
  const taskList = sql.unsafe(taskColumns.join(", "));
  const textList = sql.unsafe(textColumns.join(", "));
  await sql`
    insert into tasks (id, dataset, ${taskList})
    select task_id, ${dataset}, ${taskList} from import_staging where is_new order by source_record`;
  await sql`
    insert into task_texts (task_id, import_id, ${textList})
    select task_id, ${importId}, ${textList} from import_staging where is_new order by source_record`;
  await indexWords(
    sql,
    (document) => sql`
    insert into task_search (task_id, document)
    select task_id, ${document} from import_staging where is_new order by source_record`,
  );
  return numbered.count;
}

/** New content takes the place of the old, and what was decided about the old no longer holds. */
async function updateChanged(sql: ImportSql, importId: string): Promise<number> {
  const changed = await sql`
    update tasks t set ${assignments(sql, taskColumns)}, status = 'imported', revision = t.revision + 1
    from import_staging s where t.id = s.task_id and not s.is_new`;
  if (changed.count === 0) return 0;
  await sql`
    update task_texts x set ${assignments(sql, textColumns)}, import_id = ${importId}, imported_at = now()
    from import_staging s where x.task_id = s.task_id and not s.is_new`;
  await indexWords(
    sql,
    (document) => sql`
    update task_search d set document = ${document}
    from import_staging s where d.task_id = s.task_id and not s.is_new`,
  );
  return changed.count;
}

function assignments(sql: ImportSql, columns: readonly string[]) {
  return sql.unsafe(columns.map((column) => `${column} = s.${column}`).join(", "));
}

async function indexWords(sql: ImportSql, write: (document: Fragment) => Promise<unknown>): Promise<void> {
  for (const limit of indexedCharacters) {
    await sql`savepoint index_words`;
    try {
      await write(documentOf(sql, limit));
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === tooLongForIndex)) throw error;
      await sql`rollback to savepoint index_words`;
    }
  }
}

/** Names weigh most, then the issue, the tests, the patches. What is no letter or digit parts words, as in a query. */
function documentOf(sql: ImportSql, limit: number): Fragment {
  const wordsOf = (text: Fragment) =>
    sql`to_tsvector('simple', translate(left(${text}, ${limit}), ${wordSeparators}, ${" ".repeat(wordSeparators.length)}))`;
  return sql`
    setweight(${wordsOf(sql`instance_id || ' ' || repo`)}, 'A') ||
    setweight(${wordsOf(sql`coalesce(segmented_issue, problem_statement || ' ' || hints)`)}, 'B') ||
    setweight(${wordsOf(sql`array_to_string(fail_to_pass_tests || pass_to_pass_tests, ' ')`)}, 'C') ||
    setweight(${wordsOf(sql`patch || ' ' || test_patch`)}, 'D')`;
}

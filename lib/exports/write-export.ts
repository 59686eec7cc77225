import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { canonicalJson } from "#lib/core/environment/canonical-json";
import { FunnelCounter } from "#lib/core/export/funnel";
import type { ExportContents, ExportedFile } from "#lib/core/export/model";
import { type PolicyId, policies } from "#lib/core/grading/policies";
import { isJsonObject } from "#lib/core/json";
import { datasetVersions } from "#lib/db/schema";
import { withSnapshot } from "#lib/db/snapshot";
import { ArchiveWriter } from "#lib/exports/archive-writer";
import { type ExportSink, HashedFile } from "#lib/exports/hashed-file";
import {
  droppedFile,
  type ExportFormat,
  type ExportPiece,
  type ExportRequest,
  hashesFile,
  manifestFile,
  redactionsFile,
} from "#lib/exports/model";
import { listForms, listVerdictPolicies } from "#lib/exports/provenance";

export interface WrittenExport {
  readonly contents: ExportContents;
  /** The data first. */
  readonly files: readonly ExportedFile[];
}

/**
 * Writes the files of an export: the data, what was left out and why, and the hash of each content. All of it is read
 * from one snapshot of the database, so the counts belong to the data.
 */
export function writeExport(
  ctx: Ctx,
  format: ExportFormat,
  request: ExportRequest,
  sink: ExportSink,
  signal: AbortSignal,
): Promise<WrittenExport> {
  return withSnapshot(ctx.db, (db) => new ExportWriter({ ...ctx, db }, format, request, sink).run(signal));
}

class ExportWriter {
  readonly #ctx: Ctx;
  readonly #format: ExportFormat;
  readonly #request: ExportRequest;
  readonly #sink: ExportSink;
  readonly #funnel: FunnelCounter;
  readonly #data: HashedFile;
  readonly #dropped: HashedFile;
  readonly #hashes: HashedFile;
  readonly #archive: ArchiveWriter | null;
  readonly #contents = createHash("sha256");
  readonly #subjectIds: number[] = [];
  readonly #judgedIds: number[] = [];
  readonly #policies = new Set<PolicyId>();
  #redactions: HashedFile | null = null;
  #matched: number | null = null;
  #written = 0;
  #lines = 0;
  #reported = 0;

  constructor(ctx: Ctx, format: ExportFormat, request: ExportRequest, sink: ExportSink) {
    this.#ctx = ctx;
    this.#format = format;
    this.#request = request;
    this.#sink = sink;
    this.#funnel = new FunnelCounter(format.steps(request));
    this.#data = new HashedFile(format.fileName(request), sink);
    this.#dropped = new HashedFile(droppedFile, sink);
    this.#hashes = new HashedFile(hashesFile, sink);
    this.#archive = format.isArchive ? new ArchiveWriter(this.#data) : null;
  }

  async run(signal: AbortSignal): Promise<WrittenExport> {
    for await (const piece of this.#format.open(this.#ctx, this.#request, signal)) {
      signal.throwIfAborted();
      await this.#take(piece);
      await this.#report();
    }
    const contents = await this.#describe();
    if (this.#archive) {
      await this.#archive.add(manifestFile, `${JSON.stringify(contents, null, 2)}\n`);
      await this.#archive.end();
    }
    const files = [await this.#data.end(), await this.#dropped.end(), await this.#hashes.end()];
    if (this.#redactions) files.push(await this.#redactions.end());
    await this.#sink.progress(this.#done, this.#done);
    return { contents, files };
  }

  async #take(piece: ExportPiece): Promise<void> {
    switch (piece.kind) {
      case "line":
        this.#lines += 1;
        return this.#data.write(`${piece.line}\n`);
      case "bytes":
        return this.#data.write(piece.bytes);
      case "file":
        if (!this.#archive) throw new Error(`${this.#format.id} is no archive and gave a file`);
        return this.#archive.add(piece.name, piece.content, piece.isExecutable);
      case "matched":
        this.#matched = piece.count;
        return;
      case "dropped": {
        const { id, step, reason } = piece;
        this.#funnel.drop(step, reason, id);
        return this.#dropped.write(`${JSON.stringify({ id, step, reason })}\n`);
      }
      case "redacted": {
        const { kind: _, ...redaction } = piece;
        this.#redactions ??= new HashedFile(redactionsFile, this.#sink);
        return this.#redactions.write(`${JSON.stringify(redaction)}\n`);
      }
      case "written": {
        this.#written += 1;
        this.#subjectIds.push(piece.subjectId);
        if (piece.isVerdictUsed) this.#judgedIds.push(piece.subjectId);
        if (piece.policy) this.#policies.add(piece.policy);
        const line = `${piece.id}\t${piece.contentHash}\n`;
        this.#contents.update(line);
        return this.#hashes.write(line);
      }
    }
  }

  get #done(): number {
    return (this.#written || this.#lines) + this.#funnel.dropped;
  }

  async #report(): Promise<void> {
    const now = Date.now();
    if (now - this.#reported < reportMilliseconds) return;
    this.#reported = now;
    await this.#sink.progress(this.#done, this.#matched);
  }

  async #describe(): Promise<ExportContents> {
    const { dataset, filter, ids, condition, version, options } = this.#request;
    const { db } = this.#ctx;
    for (const policy of await listVerdictPolicies(db, this.#judgedIds)) this.#policies.add(policy);
    const written = this.#written || this.#lines;
    return {
      format: "assay-export-1",
      dataset,
      kind: this.#format.id,
      options: isJsonObject(options) ? options : {},
      subject: this.#format.subject,
      filter,
      picked: ids?.length ?? null,
      condition,
      version: version?.name ?? null,
      funnel: this.#funnel.steps(this.#matched ?? this.#done, written),
      contentsSha256: this.#contents.digest("hex"),
      policies: Object.fromEntries([...this.#policies].sort().map((id) => [id, hashPolicy(id)])),
      forms: version ? await this.#formsOf(version.id) : await listForms(db, this.#format.subject, this.#subjectIds),
    };
  }

  async #formsOf(versionId: string): Promise<readonly string[]> {
    const [row] = await this.#ctx.db
      .select({ forms: datasetVersions.forms })
      .from(datasetVersions)
      .where(eq(datasetVersions.id, versionId));
    return row?.forms ?? [];
  }
}

const reportMilliseconds = 500;

function hashPolicy(id: PolicyId): string {
  return createHash("sha256").update(canonicalJson(policies[id])).digest("hex");
}

import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import type { Ctx } from "#lib/auth/actor";
import { FunnelCounter } from "#lib/core/export/funnel";
import type { FunnelStep } from "#lib/core/export/model";
import { withSnapshot } from "#lib/db/snapshot";
import { fail } from "#lib/errors";
import { SecretCount, type SecretSummary } from "#lib/exports/samples/count-secrets";
import { type SampleRequest, stepsOf } from "#lib/exports/samples/model";
import { streamSamples } from "#lib/exports/samples/stream-samples";
import { trajectoryName } from "#lib/exports/trajectory-name";

interface SampleFiles {
  /** Where the samples go, one JSON object a line. */
  readonly out: string;
  /** Where it is told what became of each trajectory; null for nowhere. */
  readonly report: string | null;
}

export interface WrittenSamples {
  readonly written: number;
  readonly funnel: readonly FunnelStep[];
  readonly secrets: SecretSummary;
  readonly sizeBytes: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/**
 * Writes the samples of a request into a file as they come, all of it from one snapshot of the database. Both files get
 * their names when they are whole; what stood there before stays until then, and for ever where there are no samples.
 */
export async function writeSamples(
  ctx: Ctx,
  request: SampleRequest,
  files: SampleFiles,
  signal: AbortSignal,
): Promise<WrittenSamples> {
  await using out = await openPartial(files.out);
  await using report = files.report === null ? null : await openPartial(files.report);
  const done = await withSnapshot(ctx.db, (db) => writeInto({ ...ctx, db }, request, signal, out.file, report?.file));
  if (done.written > 0) await out.keep();
  await report?.keep();
  return done;
}

async function writeInto(
  ctx: Ctx,
  request: SampleRequest,
  signal: AbortSignal,
  out: FileHandle,
  report: FileHandle | undefined,
): Promise<WrittenSamples> {
  const funnel = new FunnelCounter(stepsOf(request));
  const secrets = new SecretCount();
  const hash = createHash("sha256");
  let [sizeBytes, written] = [0, 0];
  await report?.writeFile(`{"request":${JSON.stringify(request)},\n"trajectories":[`);
  for await (const event of streamSamples(ctx, request, signal)) {
    const { id, instanceId } = event;
    const separator = written + funnel.dropped === 0 ? "\n" : ",\n";
    if (event.kind === "line") {
      const bytes = Buffer.from(`${event.line}\n`);
      hash.update(bytes);
      sizeBytes += bytes.length;
      written += 1;
      secrets.add(event.redactions);
      await out.writeFile(bytes);
    } else funnel.drop(event.step, event.reason, trajectoryName(event));
    const fate = event.kind === "line" ? { redactions: event.redactions } : { step: event.step, reason: event.reason };
    await report?.writeFile(`${separator}${JSON.stringify({ id, instanceId, ...fate })}`);
  }
  const done = {
    written,
    funnel: funnel.steps(written + funnel.dropped, written),
    secrets: secrets.summary(),
    sizeBytes,
    sha256: hash.digest("hex"),
  };
  await report?.writeFile(`\n],\n"summary":${JSON.stringify(done)}}\n`);
  return done;
}

/** A file that takes its name only where it is kept. */
async function openPartial(path: string) {
  const partial = `${path}.partial`;
  const file = await open(partial, "w").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return fail("invalid", `${partial} cannot be written (${code})`);
  });
  return {
    file,
    keep: () => rename(partial, path),
    async [Symbol.asyncDispose]() {
      await file.close();
      await rm(partial, { force: true });
    },
  };
}

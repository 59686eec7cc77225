import { hostname } from "node:os";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type Environment, environmentSchema, imageSpecOf } from "#lib/core/environment/model";
import { batchTasks, sandboxImages } from "#lib/db/schema";
import { insertBatch } from "#lib/db/testing/run-rows";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { beginImage, endLook } from "#lib/runner/image-books";
import { keepEnvironment } from "#lib/runner/keep-environment";
import { pruneImages } from "#lib/runner/prune-images";
import { openDriver } from "#lib/sandbox/open-driver";
import type { SandboxImage } from "#lib/sandbox/port";
import { testBase } from "#lib/sandbox/testing/global-setup";
import { linkBases } from "#lib/sandbox/testing/use-test-base";

const database = testDatabase();
const inFolder = temporaryFolder();
/** Docker's images belong to the whole machine, bubblewrap's to the home of the test. */
const drivers = inject("drivers").filter((driver) => driver === "bubblewrap");

beforeAll(async () => {
  vi.stubEnv("ASSAY_HOME", inFolder("home"));
  await linkBases(inFolder("home"));
});

afterAll(() => {
  vi.unstubAllEnvs();
});

describe.each(drivers)("pruneImages with %s", (driver) => {
  it("removes what was not used for longest until the rest fits, and nothing that is in use", async () => {
    const { db } = database().connection;
    const sandbox = openDriver(driver, `test-${process.pid}`);
    const build = async (marker: string, usedAt: string): Promise<SandboxImage> => {
      const built = await sandbox.ensureImage(imageSpecOf(environmentOf(marker)));
      if (!built.ok) throw new Error(`${built.reason} ${built.log}`);
      const key = { host: hostname(), driver, imageHash: built.image.hash };
      await beginImage(db, key);
      await endLook(db, key, built);
      await db
        .update(sandboxImages)
        .set({ usedAt: new Date(usedAt) })
        .where(eq(sandboxImages.imageHash, key.imageHash));
      return built.image;
    };
    const used = await build("used", "2026-01-01");
    const oldest = await build("oldest", "2026-01-02");
    const older = await build("older", "2026-01-03");
    const newest = await build("newest", "2026-01-04");
    const [task] = await insertTaskRows(db, 1);
    const { hash } = await keepEnvironment(db, { name: "used", spec: environmentOf("used"), createdBy: "test" });
    await insertBatch(db, new Map([[task?.id ?? 0, "running"]]));
    await db.update(batchTasks).set({ environmentHash: hash });
    const held = async () => (await sandbox.listImages()).map((image) => image.hash).toSorted();
    const all = [used, oldest, older, newest];
    const total = all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

    await pruneImages(db, sandbox, total);
    expect(await held()).toEqual(hashesOf(all));

    await pruneImages(db, sandbox, total - oldest.sizeBytes - 1);
    expect(await held()).toEqual(hashesOf([used, newest]));
    expect((await db.select().from(sandboxImages)).map(({ imageHash }) => imageHash).toSorted()).toEqual(
      hashesOf([used, newest]),
    );

    await pruneImages(db, sandbox, 0);
    expect(await held()).toEqual([used.hash]);
  });
});

function hashesOf(images: readonly SandboxImage[]): string[] {
  return images.map(({ hash }) => hash).toSorted();
}

function environmentOf(marker: string): Environment {
  return environmentSchema.parse({
    baseImage: testBase,
    writable: ["/opt/made"],
    network: { setup: "none" },
    setup: [`head -c 100000 /dev/zero > /opt/made/${marker}`],
    test: { command: "true" },
    parser: "tap",
  });
}

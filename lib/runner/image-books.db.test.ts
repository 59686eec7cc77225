import { expect, it } from "vitest";
import { insertBatch } from "#lib/db/testing/run-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { beginImage, endLook, findFailure, keepBuild } from "#lib/runner/image-books";

const database = testDatabase();
const key = { host: "here", driver: "docker", imageHash: "a".repeat(64) };
const failed = { ok: false, isNew: true, reason: "setup command 2 exited with 7", log: "no such thing" } as const;
const printed = { output: Buffer.from(""), seconds: 1 };

it("knows a failure for the batch that came before it, until the image is there", async () => {
  const { db } = database().connection;
  const before = await insertBatch(db, new Map());
  await beginImage(db, key);
  expect(await findFailure(db, key, before)).toBeUndefined();
  await keepBuild(db, key, failed, printed);
  expect(await findFailure(db, key, before)).toBe(failed.reason);
  const after = await insertBatch(db, new Map());
  expect(await findFailure(db, key, after)).toBeUndefined();
  await beginImage(db, key);
  await endLook(db, key, { ...failed, isNew: false });
  expect(await findFailure(db, key, before)).toBe(failed.reason);
  const image = { hash: key.imageHash, digest: "sha256:1", sizeBytes: 1 };
  await keepBuild(db, key, { ok: true, isNew: true, image }, printed);
  expect(await findFailure(db, key, before)).toBeUndefined();
});

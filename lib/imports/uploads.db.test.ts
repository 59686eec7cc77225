import { createHash, randomBytes } from "node:crypto";
import { access, readFile, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { uploadChunks } from "#lib/db/schema";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importOptionsSchema } from "#lib/imports/model";
import { beginUpload, cancelImport } from "#lib/imports/mutations";
import { findImport } from "#lib/imports/queries";
import { dropUpload, storeUpload, withUploadedFile } from "#lib/imports/uploads";

const database = testDatabase();
const inFolder = temporaryFolder();
const options = importOptionsSchema.parse({ dataset: "uploads" });

describe("an upload", () => {
  it.each([
    ["one byte", [1]],
    ["a chunk to the byte", [4 * 1024 * 1024]],
    ["several chunks in odd pieces", [3_000_000, 1, 2_500_000, 0, 4_999_999, 77]],
  ])("comes back with the same bytes: %s", async (_what, sizes) => {
    const ctx = await database().ctxOf("curator");
    const importId = await begin();
    const parts = sizes.map((size) => randomBytes(size));
    const whole = Buffer.concat(parts);
    const stored = await storeUpload(ctx, importId, inParts(parts));
    expect(stored).toEqual({ sizeBytes: whole.length, hash: createHash("sha256").update(whole).digest("hex") });
    expect(await findImport(ctx, importId)).toMatchObject({ state: "uploading", bytesRead: whole.length });
    const path = inFolder(importId);
    const same = await withUploadedFile(ctx.db, importId, path, async (file) => {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      return (await readFile(file)).equals(whole);
    });
    expect(same).toBe(true);
    await expect(access(path)).rejects.toThrow(/ENOENT/);
  });

  it("leaves no file behind when the work on it fails", async () => {
    const ctx = await database().ctxOf("curator");
    const importId = await begin();
    await storeUpload(ctx, importId, inParts([Buffer.from("x")]));
    const path = inFolder(importId);
    const work = withUploadedFile(ctx.db, importId, path, () => Promise.reject(new Error("no")));
    await expect(work).rejects.toThrow("no");
    await expect(access(path)).rejects.toThrow(/ENOENT/);
  });

  it("is refused when it is empty", async () => {
    const ctx = await database().ctxOf("curator");
    await expect(storeUpload(ctx, await begin(), inParts([]))).rejects.toMatchObject({ code: "invalid" });
  });

  it("stops with a conflict when it is cancelled, without reading on", async () => {
    const ctx = await database().ctxOf("curator");
    const importId = await begin();
    let read = 0;
    async function* endless() {
      for (;;) {
        read++;
        if (read === 2) await cancelImport(ctx, { importId });
        yield randomBytes(4 * 1024 * 1024);
      }
    }
    await expect(storeUpload(ctx, importId, endless())).rejects.toMatchObject({ code: "conflict" });
    expect(read).toBe(2);
  });

  it("that was cancelled stays cancelled when its rest is dropped", async () => {
    const ctx = await database().ctxOf("curator");
    const importId = await begin();
    await storeUpload(ctx, importId, inParts([Buffer.from("half")]));
    await cancelImport(ctx, { importId });
    await dropUpload(ctx, importId, "This upload was cancelled");
    expect(await findImport(ctx, importId)).toMatchObject({ state: "cancelled", failure: null });
    expect(await ctx.db.$count(uploadChunks)).toBe(0);
  });

  it("that broke off is a failure with its reason, and its bytes are gone", async () => {
    const ctx = await database().ctxOf("curator");
    const importId = await begin();
    await storeUpload(ctx, importId, inParts([Buffer.from("half")]));
    await dropUpload(ctx, importId, "It broke off");
    expect(await findImport(ctx, importId)).toMatchObject({ state: "failed", failure: "It broke off" });
    expect(await ctx.db.$count(uploadChunks)).toBe(0);
  });
});

async function begin(): Promise<string> {
  const ctx = await database().ctxOf("curator");
  await database().connection.sql`truncate upload_chunks`;
  return beginUpload(ctx, { name: "upload.bin", sizeBytes: 0 }, options);
}

async function* inParts(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

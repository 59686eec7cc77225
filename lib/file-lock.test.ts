import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { withFileLock } from "#lib/file-lock";

const temporary = temporaryFolder();

describe("withFileLock", () => {
  it("lets one work at a time, and the next as soon as it is done, also when it fails", async () => {
    const folder = temporary("turns");
    let working = 0;
    let done = 0;
    const attempts = Array.from({ length: 6 }, (_, index) =>
      withFileLock(folder, "name", undefined, async () => {
        working += 1;
        expect(working).toBe(1);
        await sleep(5);
        working -= 1;
        done += 1;
        if (index % 2) throw new Error("failed");
      }),
    );
    const results = await Promise.allSettled(attempts);
    expect(done).toBe(6);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(3);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("does not keep other names waiting", async () => {
    const folder = temporary("names");
    await withFileLock(folder, "one", undefined, async () => {
      await withFileLock(folder, "one.2", undefined, async () => {});
    });
  });

  it("takes over from a holder that is silent, not from one that was just heard of", async () => {
    const folder = temporary("dead");
    await withFileLock(folder, "x", undefined, async () => {});
    const [file = ""] = await readdir(folder);
    await writeFile(join(folder, file), "");
    const controller = new AbortController();
    const waiting = withFileLock(folder, "x", controller.signal, async () => "in");
    await sleep(250);
    controller.abort();
    await expect(waiting).rejects.toThrow("aborted");
    const longAgo = Date.now() / 1000 - 60;
    await utimes(join(folder, file), longAgo, longAgo);
    expect(await withFileLock(folder, "x", undefined, async () => "in")).toBe("in");
  });
});

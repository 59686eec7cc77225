import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder for the tests of a file, gone afterwards. Gives the path of a name in it; read it inside a test. */
export function temporaryFolder(): (name: string) => string {
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "assay-test-"));
  });
  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true });
  });
  return (name) => {
    if (!folder) throw new Error("The temporary folder is there only while tests run");
    return join(folder, name);
  };
}

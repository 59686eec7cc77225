import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export interface DemoLibrary {
  readonly name: string;
  readonly repo: string;
  /** Its `environment.json`, not checked yet. */
  readonly environment: unknown;
}

const librarySchema = z.object({ repo: z.string() });

/** The libraries of the demo corpus, as `demo/README.md` describes them. */
export async function readDemoLibraries(): Promise<DemoLibrary[]> {
  return Promise.all(
    (await listDemoLibraries()).map(async (name) => {
      const [library, environment] = await Promise.all([
        readJson(name, "library.json"),
        readJson(name, "environment.json"),
      ]);
      return { name, repo: librarySchema.parse(library).repo, environment };
    }),
  );
}

export async function listDemoLibraries(): Promise<string[]> {
  const entries = await readdir(librariesFolder(), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function readJson(library: string, file: string): Promise<unknown> {
  return JSON.parse(await readFile(join(librariesFolder(), library, file), "utf8"));
}

function librariesFolder(): string {
  return join(process.cwd(), "demo", "libraries");
}

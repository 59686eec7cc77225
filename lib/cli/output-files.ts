import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { fail } from "#lib/errors";

/** Files that get their names once all of them are whole: what stood there before stays until then. */
export class OutputFiles {
  readonly #out: string;
  readonly #data: string;
  readonly #files = new Map<string, { readonly path: string; readonly handle: FileHandle }>();

  /** The file called `data` becomes `out`; every other stands beside it, with its name behind a dot. */
  constructor(out: string, data: string) {
    this.#out = out;
    this.#data = data;
  }

  /** Makes sure that there is a file to write. Throws `invalid` where there can be none. */
  async open(name: string): Promise<FileHandle> {
    const known = this.#files.get(name);
    if (known) return known.handle;
    const path = name === this.#data ? this.#out : `${this.#out}.${name}`;
    const handle = await orRefuse(path, open(partial(path), "w"));
    this.#files.set(name, { path, handle });
    return handle;
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const handle = await this.open(name);
    await orRefuse(this.#files.get(name)?.path ?? this.#out, handle.writeFile(bytes));
  }

  async end(): Promise<void> {
    for (const { path, handle } of this.#files.values()) await orRefuse(path, handle.close());
    for (const { path } of this.#files.values()) await orRefuse(path, rename(partial(path), path));
  }

  async discard(): Promise<void> {
    for (const { path, handle } of this.#files.values()) {
      await handle.close();
      await rm(partial(path), { force: true });
    }
  }
}

function partial(path: string): string {
  return `${path}.partial`;
}

async function orRefuse<T>(path: string, done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return fail("invalid", `${path} cannot be written (${code})`);
  }
}

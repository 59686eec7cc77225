import { resolve } from "node:path";
import { env } from "#lib/env";

/** A path as it was typed, in the folder it was typed in. */
export function typedPath(path: string): string {
  return resolve(env().INIT_CWD ?? ".", path);
}

import type { PatchFile } from "../patch/model.ts";
import { isTestPath } from "../patch/test-path.ts";
import type { FileTouch } from "./list-touches.ts";

/** The test files that an agent changed, by the final patch and by its edits on the way. Paths from the repository's root. */
export interface TestChanges {
  /** Files of the gold test patch. */
  readonly ofTestPatch: readonly string[];
  /** Other test files that were there before. */
  readonly existing: readonly string[];
  /** New test files: good practice, not tampering. */
  readonly added: readonly string[];
}

/**
 * Whether a file was there before is told by the patches, and else by how the agent first touched it: what it read or
 * changed before it wrote it was there.
 */
export function findTestChanges(
  touches: readonly FileTouch[],
  finalPatch: readonly PatchFile[],
  testPatch: readonly PatchFile[],
): TestChanges {
  const testPatchFiles = new Set(testPatch.flatMap(namesOf));
  const created = new Set(finalPatch.flatMap(({ kind, newPath }) => (kind === "added" && newPath ? [newPath] : [])));
  const known = new Set([...testPatch, ...finalPatch].flatMap(({ oldPath }) => oldPath ?? []));
  const first = new Map<string, FileTouch>();
  for (const touch of touches) if (!first.has(touch.path)) first.set(touch.path, touch);
  const edited = touches.filter(({ isEdit }) => isEdit).map(({ path }) => path);
  const changed = [...new Set([...finalPatch.flatMap(namesOf), ...edited])].filter((path) => !path.startsWith("/"));
  const tests = changed.filter((path) => isTestPath(path) && !testPatchFiles.has(path));
  const existing = tests.filter((path) => known.has(path) || (!created.has(path) && !first.get(path)?.creates));
  return {
    ofTestPatch: changed.filter((path) => testPatchFiles.has(path)),
    existing,
    added: tests.filter((path) => !existing.includes(path)),
  };
}

function namesOf({ oldPath, newPath }: PatchFile): readonly string[] {
  return [oldPath, newPath].filter((path) => path !== null);
}

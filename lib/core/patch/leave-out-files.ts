import { parsePatch } from "./parse-patch.ts";

/**
 * The patch without the files that stand on either side of one of `paths`; every other byte stays. The SWE-bench harness
 * checks test files out anew before it applies the test patch: leaving a model's changes to them out does the same.
 */
export function leaveOutFiles(patch: string, paths: ReadonlySet<string>): string {
  const isMeant = (path: string | null) => path !== null && paths.has(path);
  let kept = "";
  let from = 0;
  for (const file of parsePatch(patch).value) {
    if (!isMeant(file.oldPath) && !isMeant(file.newPath)) continue;
    kept += patch.slice(from, file.startOffset);
    from = file.endOffset;
  }
  return kept + patch.slice(from);
}

/** The paths on either side of a patch. */
export function patchedPaths(patch: string): ReadonlySet<string> {
  return new Set(
    parsePatch(patch).value.flatMap(({ oldPath, newPath }) => [oldPath, newPath].filter((path) => path !== null)),
  );
}

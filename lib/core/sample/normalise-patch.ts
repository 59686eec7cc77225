import { type PatchFile, patchPath } from "../patch/model.ts";
import { parsePatch } from "../patch/parse-patch.ts";

/**
 * What a patch changes, whatever made it: for each file, by its path, the lines that it adds and removes, with single
 * spaces between words and none at either end. Blank lines, context, positions and what stands in headers do not count.
 * Two patches with the same text here are taken for the same solution. Null for what changes nothing or is no patch.
 * Total, linear.
 */
export function normalisePatch(patch: string): string | null {
  const files = parsePatch(patch).value.flatMap(normaliseFile);
  return files.length > 0 ? files.sort().join("\n") : null;
}

/** A file that no line is changed in says what else became of it. */
function normaliseFile(file: PatchFile): readonly string[] {
  const lines = file.hunks.flatMap((hunk) =>
    hunk.lines.flatMap(({ kind, text }) => {
      const squeezed = text.replace(/\s+/gu, " ").trim();
      return kind === "context" || squeezed === "" ? [] : [`${kind === "added" ? "+" : "-"}${squeezed}`];
    }),
  );
  const change = file.kind === "modified" ? [] : [`${file.kind} ${file.oldPath ?? ""}`];
  const said = lines.length > 0 ? lines : change;
  return said.length > 0 ? [[`file ${patchPath(file)}`, ...said].join("\n")] : [];
}

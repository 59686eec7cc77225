import type { JsonObject } from "../json.ts";
import type { PatchHunk } from "../patch/model.ts";
import { parsePatch } from "../patch/parse-patch.ts";
import type { KnownFile, PlacelessEdit } from "../working-tree/known-file.ts";
import { placeReplacement } from "../working-tree/place-replacement.ts";
import type { ShownLines } from "../working-tree/read-shown-lines.ts";
import { splitLines } from "../working-tree/split-lines.ts";
import type { Edit } from "./action.ts";

/** Makes an edit that succeeded in what is known of a file; `shown` is what the editor showed afterwards, `extra` what else the source tells. */
export function replayEdit(file: KnownFile, edit: Edit, shown: ShownLines | null, extra: JsonObject): void {
  const hunks = edit.type === "create" ? null : recordedHunks(extra);
  if (hunks) file.applyHunks(hunks);
  else makeEdit(file, edit, shown, extra);
}

function makeEdit(file: KnownFile, edit: Edit, shown: ShownLines | null, extra: JsonObject): void {
  switch (edit.type) {
    case "create":
      file.write(edit.text);
      break;
    case "replace":
      replaceText(file, edit, shown, extra);
      break;
    case "insert":
      file.replace(edit.line, 0, edit.text === "" ? [""] : splitLines(edit.text));
      break;
    case "lines":
      file.replace(edit.firstLine - 1, Math.max(0, edit.lastLine - edit.firstLine + 1), splitLines(edit.text));
      break;
    case "patch":
      replayPatch(file, edit.patch);
      break;
    case "undo":
      file.undo();
      break;
    case "unknown":
      file.write(null);
      break;
  }
}

/** OpenHands keeps the diff that an edit made; its line numbers are those of the file. */
function recordedHunks(extra: JsonObject): readonly PatchHunk[] | null {
  const { diff } = extra;
  if (typeof diff !== "string" || diff === "") return null;
  const { value, problems } = parsePatch(diff);
  return value.length === 1 && problems.length === 0 ? (value[0]?.hunks ?? null) : null;
}

function replaceText(file: KnownFile, edit: PlacelessEdit, shown: ShownLines | null, extra: JsonObject): void {
  if (!file.segments) return;
  const whole = extra.old_content;
  if (typeof whole === "string" && whole !== edit.before && extra.prev_exist === true) {
    file.learn({ start: 0, lines: splitLines(whole) });
  }
  if (!placeReplacement(file, edit.before, edit.after, shown)) file.addPlaceless(edit);
}

/** A unified diff by its line numbers; a part of an `apply_patch` envelope by the lines that it names. */
function replayPatch(file: KnownFile, patch: string): void {
  const [parsed, ...more] = parsePatch(patch).value;
  if (parsed && more.length === 0 && parsed.hunks.length > 0) file.applyHunks(parsed.hunks);
  else for (const chunk of patch.split(/^@@.*$/mu)) replayChunk(file, chunk);
}

function replayChunk(file: KnownFile, chunk: string): void {
  const lines = chunk.split("\n").filter((line) => /^[ +-]/u.test(line));
  const without = (mark: string) => lines.filter((line) => !line.startsWith(mark)).map((line) => `${line.slice(1)}\n`);
  if (lines.every((line) => line.startsWith(" "))) return;
  replaceText(file, { before: without("+").join(""), after: without("-").join("") }, null, {});
}

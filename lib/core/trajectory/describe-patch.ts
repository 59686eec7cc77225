import { patchPath } from "../patch/model.ts";
import { parsePatch } from "../patch/parse-patch.ts";
import { addedText, isPatchEnvelope, readPatchEnvelope } from "../patch/patch-envelope.ts";
import type { EditAction } from "./action.ts";

/**
 * The edits of a patch text, one per file, each with its own part of the patch; a file that an `apply_patch` envelope
 * adds comes with its text. A text that is no patch is one edit of an unknown file.
 */
export function describePatch(text: string): readonly EditAction[] {
  const edits = isPatchEnvelope(text) ? describeEnvelope(text) : describeDiff(text);
  return edits.length > 0 ? edits : [{ kind: "edit", path: null, edit: { type: "patch", patch: text } }];
}

function describeEnvelope(text: string): readonly EditAction[] {
  return readPatchEnvelope(text).map((file) => ({
    kind: "edit",
    path: file.path,
    edit: file.kind === "add" ? { type: "create", text: addedText(file) } : { type: "patch", patch: file.body },
  }));
}

function describeDiff(text: string): readonly EditAction[] {
  return parsePatch(text).value.map((file) => ({
    kind: "edit",
    path: patchPath(file) || null,
    edit: { type: "patch", patch: text.slice(file.startOffset, file.endOffset) },
  }));
}

import type { DiffLine } from "#lib/core/diff/model";

export const lineLooks: Readonly<Record<DiffLine["kind"], string>> = {
  added: "bg-diff-added",
  removed: "bg-diff-removed",
  context: "",
};

/** On the line that the URL names. */
export const targetLook = "bg-mark shadow-[inset_3px_0_0_var(--accent)]";

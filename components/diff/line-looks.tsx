import type { DiffLine } from "#lib/core/diff/model";

export const lineLooks: Readonly<Record<DiffLine["kind"], { readonly row: string; readonly sign: string }>> = {
  added: { row: "bg-diff-added", sign: "+" },
  removed: { row: "bg-diff-removed", sign: "−" },
  context: { row: "", sign: "" },
};

/** On the line that the URL names. */
export const targetLook = "bg-mark shadow-[inset_3px_0_0_var(--accent)]";

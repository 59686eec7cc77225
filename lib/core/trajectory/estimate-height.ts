import type { StepOutline } from "./outline.ts";

const head = 40;
const lineHeight = 20;
const charactersPerLine = 70;
/** More of a text is not drawn unasked. */
const mostLines = 30;

/** About how many pixels a step will take, so that the scroll bar is right before it is drawn. */
export function estimateHeight(
  { characters, actions }: Pick<StepOutline, "characters" | "actions">,
  isFolded: boolean,
): number {
  if (isFolded || characters === 0) return head;
  const blocks = 1 + actions.length;
  const lines = Math.min(mostLines * blocks, Math.ceil(characters / charactersPerLine) + blocks);
  return head + lines * lineHeight;
}

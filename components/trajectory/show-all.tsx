"use client";

import { type TextName, useStepScene } from "#components/trajectory/step-scene";
import { Button } from "#components/ui/button";
import { formatAmount } from "#lib/format";

interface ShowAllProps {
  readonly name: TextName;
  readonly lines: number;
  readonly characters: number;
  /** Whether the whole text is there already; else it is fetched and opens in a reader. */
  readonly isHere: boolean;
}

/** Says that a text goes on, and how far, and opens the rest. */
export function ShowAll({ name, lines, characters, isHere }: ShowAllProps) {
  const { open, read } = useStepScene();
  return (
    <p className="mt-1">
      <Button size="small" onClick={() => (isHere ? open(name) : read(name))}>
        Show all {lines > 1 ? formatAmount(lines, "line") : formatAmount(characters, "character")}
      </Button>
    </p>
  );
}

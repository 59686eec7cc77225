"use client";

import { createContext, useContext } from "react";
import type { Cut } from "#lib/core/trajectory/fold-step";

interface StepTexts {
  readonly step: number;
  readonly cuts: readonly Cut[];
  /** Instructions of a scaffold are alike from one trajectory to the next, and are shown in brief. */
  readonly isSystem: boolean;
}

const TextsContext = createContext<StepTexts>({ step: 0, cuts: [], isSystem: false });

/** Tells the parts of a step which of its texts are cut. */
export const StepTextsProvider = TextsContext.Provider;

export function useStepTexts(): StepTexts {
  return useContext(TextsContext);
}

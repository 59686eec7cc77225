import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  FileX,
  LoaderCircle,
  type LucideIcon,
  SearchX,
} from "lucide-react";
import type { Tone } from "#components/ui/badge";
import type { PredictionResult } from "#lib/predictions/model";

interface ResultLook {
  readonly word: string;
  readonly meaning: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
  /** The class of its part of a bar. */
  readonly bar: string;
}

/** How each result is called and drawn, the best first. */
export const resultLooks: Readonly<Record<PredictionResult, ResultLook>> = {
  FULL: {
    word: "resolved",
    meaning: "FULL: every test of both lists succeeds",
    tone: "good",
    icon: CircleCheck,
    bar: "bg-good",
  },
  PARTIAL: {
    word: "partial",
    meaning: "PARTIAL: PASS_TO_PASS holds, some of FAIL_TO_PASS succeed",
    tone: "warn",
    icon: CircleSlash,
    bar: "bg-warn",
  },
  NO: {
    word: "unresolved",
    meaning: "NO: a test of PASS_TO_PASS broke, or none of FAIL_TO_PASS succeeds",
    tone: "bad",
    icon: CircleX,
    bar: "bg-bad",
  },
  NOT_GRADED: {
    word: "not graded",
    meaning: "Its log proves nothing, under the policy",
    tone: "neutral",
    icon: CircleHelp,
    bar: "bg-muted",
  },
  failed: {
    word: "failed",
    meaning: "The machinery failed, not the tests; or somebody cancelled it",
    tone: "bad",
    icon: Ban,
    bar: "bg-bad/60",
  },
  open: { word: "running", meaning: "It waits or runs", tone: "accent", icon: LoaderCircle, bar: "bg-accent" },
  none: {
    word: "not run",
    meaning: "The evaluation left it out",
    tone: "neutral",
    icon: CircleDashed,
    bar: "bg-line-strong",
  },
  empty: {
    word: "empty",
    meaning: "The model gave no patch",
    tone: "neutral",
    icon: FileX,
    bar: "bg-line-strong",
  },
  unknown: {
    word: "unknown task",
    meaning: "The dataset has no task of this id",
    tone: "warn",
    icon: SearchX,
    bar: "bg-line",
  },
};

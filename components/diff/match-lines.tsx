import { newDistanceFn, newMatcherFn } from "diff2html/lib-esm/rematch.js";
import type { LineMatcher, MatchedLine } from "#lib/core/diff/pair-lines";

/** diff2html's matcher of removed with added lines. Cubic at worst: ask it for comparable blocks only. */
export const matchLines: LineMatcher = newMatcherFn(newDistanceFn((line: MatchedLine) => line.text));

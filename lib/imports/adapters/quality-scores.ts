import { z } from "zod";
import type { JsonValue } from "#lib/core/json";
import type { Difficulty, QualityScores } from "#lib/core/task/model";

const score = z.number().min(0).max(3).nullable().catch(null);
const scoredMeta = z.object({
  llm_score: z.object({ issue_text_score: score, test_score: score, difficulty_score: score }).partial(),
});

/** The scores of SWE-rebench, `meta.llm_score`, on the scale of the Verified annotation: 0 is best, 3 is worst. */
export function readQualityScores(meta: JsonValue | undefined): QualityScores {
  const scores = scoredMeta.safeParse(meta).data?.llm_score;
  return {
    issueText: scores?.issue_text_score ?? null,
    tests: scores?.test_score ?? null,
    difficulty: scores?.difficulty_score ?? null,
  };
}

const ratedMeta = z.object({ llm_metadata: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]) });
const rating = z.object({ difficulty: z.enum(["easy", "medium", "hard"]) });

/**
 * SWE-rebench V2's difficulty as a bin of Verified: easy is under 15 minutes, medium up to an hour, hard over an
 * hour. Hard has no upper limit there and goes to the first bin above an hour; the source's word stays in `extra`.
 */
export function readRatedDifficulty(meta: JsonValue | undefined): Difficulty | null {
  const found = rating.safeParse(ratedMeta.safeParse(meta).data?.llm_metadata[0]).data;
  return found ? bins[found.difficulty] : null;
}

const bins: Readonly<Record<"easy" | "medium" | "hard", Difficulty>> = {
  easy: "<15 min fix",
  medium: "15 min - 1 hour",
  hard: "1-4 hours",
};

import { z } from "zod";
import { answersSchema } from "#lib/core/review/answers";
import { storableText } from "#lib/core/storable-text";

export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const itemId = z.int32().positive();
const mostCharacters = 1_000_000;

export const itemRefSchema = z.object({ itemId });

/** An item that a desk has loaded ahead. */
export const knownItemSchema = z.object({ id: itemId, contentHash: hashSchema });

export const skipSchema = z.object({ itemId, reason: storableText().trim().max(2_000) });

/** What a person has written about an item so far, and what they had before them. */
export const reviewInputSchema = z.object({
  itemId,
  /** Of the draft that this continues; 0 for the first. */
  revision: z.int32().min(0),
  answers: answersSchema.refine(
    (answers) => JSON.stringify(answers).length <= mostCharacters,
    "The answers are too long to be kept",
  ),
  activeSeconds: z.int().min(0).max(86_400),
  contentHash: hashSchema,
  formHash: hashSchema,
});

export type ReviewInput = z.output<typeof reviewInputSchema>;

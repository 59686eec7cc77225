import { z } from "zod";
import { storableText } from "../storable-text.ts";
import { commentedPatches, commentSubjectKinds, diffSides, longestBody } from "./model.ts";

const longestName = 4_000;
const longestLine = 10_000_000;
const text = (longest: number) => storableText().max(longest);

export const commentSubjectSchema = z.strictObject({ kind: z.enum(commentSubjectKinds), id: z.int32().min(1) });

export const newAnchorSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("subject") }),
  z.strictObject({ kind: z.literal("step"), step: z.int32().min(1) }),
  z.strictObject({
    kind: z.literal("line"),
    patch: z.enum(commentedPatches),
    path: text(longestName),
    side: z.enum(diffSides),
    number: z.int32().min(1),
    text: text(longestLine).optional(),
  }),
  z.strictObject({ kind: z.literal("test"), test: text(longestName).min(1) }),
]);

export const commentBodySchema = text(longestBody).refine((body) => body.trim() !== "", "Write something first");

export const stepFlagNoteSchema = text(1_000);

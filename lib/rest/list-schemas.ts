import { z } from "zod";

export const count = z.int().min(0);

export const listText = (what: string) => z.string().optional().describe(`${what}; several with commas between them`);

/** Digits alone, as the pages' own parameters are read. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, "a whole number")
  .transform(Number)
  .meta({ type: "integer" });

const decimalNumber = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, "a number")
  .transform(Number)
  .meta({ type: "number" });

/** `turnsMin`, `turnsMax` and the like. */
export function rangeShape(measures: readonly string[], fractions: readonly string[]) {
  return Object.fromEntries(
    measures.flatMap((key) => {
      const end = (fractions.includes(key) ? decimalNumber : wholeNumber).optional();
      return [
        [`${key}Min`, end],
        [`${key}Max`, end],
      ];
    }),
  );
}

export const pageShape = {
  limit: wholeNumber.pipe(z.number().min(1).max(500)).default(50),
  cursor: z.string().optional().describe("`nextCursor` of an earlier page"),
};

export const total = z
  .object({ count, exact: z.boolean().describe("False: there are more than `count`") })
  .meta({ id: "Total" });

export function facetCounts(keys: readonly string[]) {
  return z.object(Object.fromEntries(keys.map((key) => [key, z.array(z.object({ value: z.string(), count }))])));
}

export const histogram = z.array(z.object({ from: z.number(), to: z.number(), count })).meta({ id: "Histogram" });

export const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).meta({ id: "Error" });

import type { z } from "zod";
import { AppError } from "#lib/errors";
import { describeIssues } from "#lib/rest/describe-issues";

/** The query of a request, checked. Throws `invalid` with every parameter that is wrong and why. */
export function parseQuery<S extends z.ZodType>(schema: S, params: URLSearchParams): z.output<S> {
  const [nul] = [...params].find(([, value]) => value.includes("\0")) ?? [];
  if (nul !== undefined) throw new AppError("invalid", `${nul}: text without NUL characters`);
  const parsed = schema.safeParse(Object.fromEntries(params));
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", describeIssues(parsed.error, "parameter"));
}

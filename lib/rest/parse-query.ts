import type { z } from "zod";
import { AppError } from "#lib/errors";

/** The query of a request, checked. Throws `invalid` with every parameter that is wrong and why. */
export function parseQuery<S extends z.ZodType>(schema: S, params: URLSearchParams): z.output<S> {
  const [nul] = [...params].find(([, value]) => value.includes("\0")) ?? [];
  if (nul !== undefined) throw new AppError("invalid", `${nul}: text without NUL characters`);
  const parsed = schema.safeParse(Object.fromEntries(params));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join(".");
    return `${name}: ${issue.code === "unrecognized_keys" ? "no such parameter" : issue.message}`;
  });
  throw new AppError("invalid", lines.join("; "));
}

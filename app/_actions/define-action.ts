import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Ctx } from "#lib/auth/actor";
import { requestCtx } from "#lib/auth/session";
import { AppError, type ErrorCode } from "#lib/errors";

export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** A server action: asks who is there, checks the input, runs one verb, and gives what is expected to fail as a value. */
export function defineAction<S extends z.ZodType, T>(schema: S, run: (ctx: Ctx, input: z.output<S>) => Promise<T>) {
  return async (raw: z.input<S>): Promise<ActionResult<T>> => {
    try {
      const ctx = await requestCtx();
      const input = schema.safeParse(raw);
      if (!input.success) return { ok: false, code: "invalid", message: describeIssues(input.error) };
      return { ok: true, data: await run(ctx, input.data) };
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
      throw error;
    }
  };
}

function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`).join("; ");
}

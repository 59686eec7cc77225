import type { z } from "zod";
import { AppError } from "#lib/errors";
import { findExportKind } from "#lib/exports/kinds";
import type { ExportFormat } from "#lib/exports/model";
import { describeIssues } from "#lib/rest/describe-issues";

type Spec<O> = Pick<ExportFormat<O>, "id" | "contentType" | "isArchive" | "fileName" | "steps" | "open">;

/** A format whose options are the fields of its kind: words, the first of each being what holds without one. */
export function defineFormat<O>(
  optionsSchema: z.ZodType<O>,
  { fileName, steps, open, ...spec }: Spec<O>,
): ExportFormat {
  const kind = findExportKind(spec.id);
  if (!kind) throw new Error(`There is no kind of export called ${spec.id}`);
  return {
    ...spec,
    label: kind.label,
    hint: kind.hint,
    subject: kind.subject,
    optionsSchema,
    fileName: (request) => fileName({ ...request, options: parseOptions(optionsSchema, request.options) }),
    steps: (request) => steps({ ...request, options: parseOptions(optionsSchema, request.options) }),
    open: (ctx, request, signal) =>
      open(ctx, { ...request, options: parseOptions(optionsSchema, request.options) }, signal),
  };
}

/** Throws `invalid` with every option that is wrong and why. */
export function parseOptions<O>(schema: z.ZodType<O>, options: unknown): O {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", describeIssues(parsed.error, "option"));
}

import type { z } from "zod";
import { scanJson } from "#lib/core/scan-json";
import { AppError } from "#lib/errors";
import { describeIssues } from "#lib/rest/describe-issues";

const mostBytes = 2_000_000;

/** The JSON body of a request, checked; no body is an empty object. Throws `invalid` with every field that is wrong and why. */
export async function parseBody<S extends z.ZodType>(schema: S, request: Request): Promise<z.output<S>> {
  const text = (await readText(request)) || "{}";
  const [problem] = scanJson(text).problems;
  if (problem) {
    const { line, column, expected, found } = problem;
    throw new AppError(
      "invalid",
      `The body is no JSON: line ${line}, column ${column}: expected ${expected}, found ${found}`,
    );
  }
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", describeIssues(parsed.error, "field"));
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new AppError("invalid", `The body is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError("invalid", "The body is no text in UTF-8");
  }
}

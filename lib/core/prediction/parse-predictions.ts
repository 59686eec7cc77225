import { z } from "zod";
import { excerpt, type Parsed, type Problem } from "../parsed.ts";
import type { Prediction } from "./model.ts";
import { type Entry, readEntries } from "./read-entries.ts";

const maxProblems = 50;

const patch = z.string().nullable();

/** `{instance_id, model_name_or_path, model_patch}` of SWE-bench and all that follow it. */
const sweBenchShape = z.object({
  instance_id: z.string().min(1).optional(),
  model_name_or_path: z.string().nullish(),
  model_patch: patch,
});

/** `{org, repo, number, fix_patch}` of Multi-SWE-bench, whose tasks go by `org/repo:pr-number`. */
const multiShape = z.object({
  org: z.string().min(1),
  repo: z.string().min(1),
  number: z.number().int().nonnegative(),
  fix_patch: patch,
});

/**
 * Reads predictions: JSON Lines, a JSON array, or an object by instance id (`preds.json`), of SWE-bench's form or of
 * Multi-SWE-bench's. An entry that is none is a problem with its line, and the others are read. Of two predictions of
 * one model for one instance the later one stays, as in the harness, and there is a problem.
 */
export function parsePredictions(text: string): Parsed<readonly Prediction[]> {
  const problems: Problem[] = [];
  const byModelAndInstance = new Map<string, Prediction>();
  for (const entry of readEntries(text)) {
    if (entry.kind === "problem") {
      problems.push(entry.problem);
      continue;
    }
    const read = readPrediction(entry);
    if ("expected" in read) {
      problems.push(read);
      continue;
    }
    const key = JSON.stringify([read.model, read.instanceId]);
    if (byModelAndInstance.has(key)) {
      const expected = `one prediction for ${excerpt(read.instanceId)}`;
      problems.push({ line: entry.line, expected, found: "another one, which replaces it" });
    }
    byModelAndInstance.set(key, read);
  }
  return { value: [...byModelAndInstance.values()], problems: problems.slice(0, maxProblems) };
}

function readPrediction({ key, value, line }: Extract<Entry, { kind: "entry" }>): Prediction | Problem {
  const isMulti = "fix_patch" in value;
  if (isMulti) {
    const multi = multiShape.safeParse(value);
    if (!multi.success) return problemOf(multi.error, line);
    const { org, repo, number, fix_patch } = multi.data;
    return { instanceId: `${org}/${repo}:pr-${number}`, model: null, patch: fix_patch };
  }
  const single = sweBenchShape.safeParse(value);
  if (!single.success) return problemOf(single.error, line);
  const { instance_id, model_name_or_path, model_patch } = single.data;
  const instanceId = instance_id ?? key;
  if (instanceId === null) return { line, expected: "instance_id", found: "nothing" };
  if (key !== null && key !== instanceId) {
    return { line, expected: `instance_id ${excerpt(key)}, as its key says`, found: excerpt(instanceId) };
  }
  return { instanceId, model: model_name_or_path ?? null, patch: model_patch };
}

function problemOf(error: z.ZodError, line: number): Problem {
  const [issue] = error.issues;
  return { line, expected: issue?.path.join(".") ?? "a prediction", found: excerpt(issue?.message ?? "") };
}

import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { failureClasses } from "#lib/core/grading/model";
import { batchKinds, batchTaskOutcomes, workStates } from "#lib/core/run/model";
import { pipelineStages } from "#lib/core/task/model";

/** PostgreSQL keeps no NUL characters and refuses to look for them. */
const text = createParser({ parse: (value) => value.replaceAll("\0", "").slice(0, 200), serialize: String });

/** The parameters of `/runs`. A bad value falls back to none. */
export const batchListParsers = {
  kind: parseAsStringLiteral(batchKinds),
  state: parseAsStringLiteral(workStates),
  cursor: parseAsString,
};

/** The parameters of a batch's page, and of its stream. */
export const batchTaskParsers = {
  state: parseAsStringLiteral(workStates),
  outcome: parseAsStringLiteral(batchTaskOutcomes),
  stage: parseAsStringLiteral(pipelineStages),
  failureClass: parseAsStringLiteral(failureClasses),
  reason: text,
  cursor: parseAsString,
};

export type BatchListParams = inferParserType<typeof batchListParsers>;
export type BatchTaskParams = inferParserType<typeof batchTaskParsers>;

export const loadBatchListParams = createLoader(batchListParsers);
export const serializeBatchListParams = createSerializer(batchListParsers);
export const loadBatchTaskParams = createLoader(batchTaskParsers);
export const serializeBatchTaskParams = createSerializer(batchTaskParsers);

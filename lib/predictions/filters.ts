import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { predictionResults } from "#lib/predictions/model";

/** The parameters of a set's page. A bad value falls back to none. */
export const predictionListParsers = {
  result: parseAsStringLiteral(predictionResults),
  cursor: parseAsString,
};

export type PredictionListParams = inferParserType<typeof predictionListParsers>;

export const loadPredictionListParams = createLoader(predictionListParsers);
export const serializePredictionListParams = createSerializer(predictionListParsers);

export const loadPredictionSetListParams = createLoader({ cursor: parseAsString });

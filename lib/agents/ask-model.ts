import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, generateText } from "ai";
import { z } from "zod";
import type { Prompt } from "#lib/core/review/prescore-prompt";
import { env } from "#lib/env";
import { AppError, fail } from "#lib/errors";

const longestMessage = 1_000;

export interface ModelAnswer {
  readonly text: string;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/**
 * One question to a model behind the OpenAI-compatible endpoint of the settings. Throws `invalid` for what will not get
 * better by asking again: no endpoint, a wrong key, an unknown model; `unavailable` where it may.
 */
export async function askModel(model: string, { system, user }: Prompt, signal: AbortSignal): Promise<ModelAnswer> {
  const { ASSAY_MODEL_URL, ASSAY_MODEL_KEY } = env();
  if (!ASSAY_MODEL_URL) return fail("invalid", "ASSAY_MODEL_URL is not set where the worker runs");
  const endpoint = createOpenAICompatible({
    name: "endpoint",
    baseURL: ASSAY_MODEL_URL,
    ...(ASSAY_MODEL_KEY ? { apiKey: ASSAY_MODEL_KEY } : {}),
  });
  try {
    const { text, usage } = await generateText({
      model: endpoint.chatModel(model),
      system,
      prompt: user,
      temperature: 0,
      maxRetries: 0,
      abortSignal: signal,
    });
    return { text, promptTokens: readCount(usage.inputTokens), completionTokens: readCount(usage.outputTokens) };
  } catch (error) {
    if (!APICallError.isInstance(error)) throw error;
    const said = [error.statusCode ?? [], error.message].flat().join(" ").slice(0, longestMessage);
    throw error.isRetryable
      ? new AppError("unavailable", `The endpoint failed: ${said}`, { cause: error })
      : new AppError("invalid", `The endpoint refused: ${said}`, { cause: error });
  }
}

/** What an endpoint says of tokens; null where it is no number of them. */
function readCount(tokens: unknown): number | null {
  return z.int32().min(0).nullable().catch(null).parse(tokens);
}

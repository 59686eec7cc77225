import { formatCount } from "#lib/format";

interface Tokens {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** `12,345 in, 678 out`; null where neither is known. */
export function formatTokens({ promptTokens, completionTokens }: Tokens): string | null {
  if (promptTokens === null && completionTokens === null) return null;
  const parts = [
    promptTokens === null ? [] : [`${formatCount(promptTokens)} in`],
    completionTokens === null ? [] : [`${formatCount(completionTokens)} out`],
  ];
  return parts.flat().join(", ");
}

/** `$0.0123`, `$4.56`. */
export function formatCost(usd: number | null): string | null {
  return usd === null ? null : `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}

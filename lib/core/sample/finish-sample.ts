import { canonicalJson } from "../environment/canonical-json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { BuiltSample } from "./build-sample.ts";
import type { CountTokens } from "./count-tokens.ts";
import { type CappedParts, type Fitted, fitToCap } from "./fit-to-cap.ts";
import type { Redaction, SampleRules } from "./model.ts";
import { redactJson } from "./redact-json.ts";

/** A sample before secrets are taken out of it and it is brought under its cap; `P` is a message or a step of it. */
export interface SampleDraft<P> extends Pick<CappedParts<P>, "parts" | "isEnd" | "shorten"> {
  /** The part with its secrets taken out, and where they stood in the sample. */
  readonly redact: (part: P, index: number) => { readonly value: P; readonly redactions: readonly Redaction[] };
  readonly speakerOf: (part: P) => string;
  /** What counts towards the cap, and tells whether two samples say the same; `write` gives the texts of arguments. */
  readonly textsOf: (part: P, write: (value: JsonValue) => string) => readonly string[];
  /** Everything else that the sample holds. */
  readonly rest: JsonObject;
  /** Of the rest: what counts towards the cap. */
  readonly textsOfRest: (rest: JsonObject) => readonly string[];
  /** Puts the sample together, in the order of its keys. */
  readonly assemble: (rest: JsonObject, fitted: Fitted<P>) => JsonObject;
}

export function finishSample<P>(
  draft: SampleDraft<P>,
  { secrets, cap }: Pick<SampleRules, "secrets" | "cap">,
  countTokens: CountTokens,
): BuiltSample {
  const sizeOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + countTokens(text), 0);
  const rest = redactJson(draft.rest, "", secrets);
  const parts = draft.parts.map(draft.redact);
  const capped = {
    ...draft,
    parts: parts.map(({ value }) => value),
    sizeOf: (part: P) => sizeOf(draft.textsOf(part, JSON.stringify)),
    fixedTokens: sizeOf(draft.textsOfRest(rest.value)),
  };
  const fitted = fitToCap(capped, cap);
  if (!fitted.ok) return { kind: "dropped", step: "capped", reason: fitted.reason };
  // What was found in parts that were cut off is in no sample.
  const redactions: readonly Redaction[] = [
    ...rest.redactions,
    ...parts.slice(0, fitted.value.parts.length).flatMap((part) => part.redactions),
  ];
  const said = fitted.value.parts.map((part) => [draft.speakerOf(part), ...draft.textsOf(part, canonicalJson)]);
  return {
    kind: "sample",
    sample: draft.assemble(rest.value, fitted.value),
    redactions,
    conversation: said.map(squeezeTexts).filter((text) => text !== ""),
  };
}

/** Empty where nothing but its speaker is told. */
function squeezeTexts([speaker = "", ...texts]: readonly string[]): string {
  const squeezed = texts.map((text) => text.replace(/\s+/gu, " ").trim());
  return squeezed.some((text) => text !== "") ? JSON.stringify([speaker, ...squeezed]) : "";
}

/** The size of a sample and what was taken away for its cap, in the sample's own words. */
export function describeFit(
  { tokens, partsLeftOut, observationsShortened }: Omit<Fitted<unknown>, "parts">,
  partsName: string,
): JsonObject {
  return { tokens, [`${partsName}_left_out`]: partsLeftOut, observations_shortened: observationsShortened };
}

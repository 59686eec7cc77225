import { z } from "zod";
import { datasetSlugSchema } from "#lib/core/dataset-slug";
import { tokenizerNames } from "#lib/core/sample/count-tokens";
import {
  overCapPolicies,
  type Redaction,
  reasoningPolicies,
  type SampleStep,
  type SecretKind,
  sampleFormats,
  sampleSteps,
  secretKinds,
  systemPolicies,
  truncations,
} from "#lib/core/sample/model";
import { domainsOfNobody, observationCharacters, sampleInstructions } from "#lib/exports/kinds";
import { type ExportRequest, mostOptionCharacters } from "#lib/exports/model";

/** What tells whether a task is one of the dataset that samples must not be of: its repository, or its name and its patch. */
export const contaminationKeys = ["repo", "instance"] as const;

const domainPattern = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/iu;

/**
 * Everything that a request for training samples can say beside what it chooses, with what holds where it says nothing.
 * Numbers and lists may be texts, as a form and a command line have them; what it gives, it takes.
 */
export const sampleOptionsSchema = z
  .strictObject({
    format: z.enum(sampleFormats).default("chat"),
    /** Only trajectories whose final patch resolves the task, or any. */
    verdict: z.enum(["resolved", "any"]).default("resolved"),
    /** Sub-agents' trajectories are samples of their own, with the verdict and the decision of the one that they are part of. */
    subagents: z.enum(["none", "own"]).default("none"),
    system: z.enum(systemPolicies).default("keep"),
    systemText: z.string().max(mostOptionCharacters).default(sampleInstructions),
    reasoning: z.enum(reasoningPolicies).default("keep"),
    tokenizer: z.enum(tokenizerNames).default("o200k_base"),
    /** In the tokenizer's unit; null for no cap. */
    maxTokens: bound(1_000_000_000),
    over: z.enum(overCapPolicies).default("drop"),
    truncation: z.enum(truncations).default("turns"),
    /** What a shortened observation keeps, in UTF-16 units. */
    observationCharacters: z.preprocess(
      (value) => (value === "" ? undefined : value),
      z.coerce.number().int().min(0).max(1_000_000).default(observationCharacters),
    ),
    /** The dataset whose tasks samples must not be of; empty for none. */
    decontaminate: z.union([z.literal(""), datasetSlugSchema]).default(""),
    by: z.enum(contaminationKeys).default("repo"),
    /** At most so many samples of one task; null for all. */
    mostPerTask: bound(1_000_000),
    /** `all`, `none`, or kinds of secrets between commas. */
    redact: z
      .string()
      .default("all")
      .refine((text) => unknownKind(text) === undefined, {
        error: ({ input }) =>
          `there is no kind ${unknownKind(String(input))}; there are ${secretKinds.join(", ")}, or all, or none`,
      }),
    /** Between commas: addresses of these domains, and of those below them, stay. */
    allowedEmailDomains: z
      .string()
      .default(domainsOfNobody)
      .refine(
        (text) => splitList(text).every((domain) => domainPattern.test(domain)),
        "A domain looks like example.org",
      ),
  })
  .refine(({ system, systemText }) => system !== "replace" || systemText.trim() !== "", {
    path: ["systemText"],
    message: "Say what stands in the place of the instructions",
  });
export type SampleOptions = z.output<typeof sampleOptionsSchema>;

export type SampleRequest = ExportRequest<SampleOptions>;

/** A number, or nothing for no bound. */
function bound(most: number) {
  return z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    z.coerce.number().int().min(1).max(most).nullable(),
  );
}

function unknownKind(text: string): string | undefined {
  if (text === "all" || text === "none") return undefined;
  const names = splitList(text);
  return names.length === 0 ? "without a name" : names.find((name) => !secretKinds.some((kind) => kind === name));
}

/** The kinds of secrets that the option `redact` names. */
export function secretKindsOf(text: string): readonly SecretKind[] {
  if (text === "all") return secretKinds;
  const names = text === "none" ? [] : splitList(text);
  return secretKinds.filter((kind) => names.includes(kind));
}

export function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The steps of the funnel at which a request can leave something out. */
export function stepsOf({ condition, options }: SampleRequest): readonly SampleStep[] {
  const asked: Readonly<Record<SampleStep, boolean>> = {
    resolved: options.verdict === "resolved",
    approved: condition === "approved",
    decontaminated: options.decontaminate !== "",
    attempts: options.mostPerTask !== null,
    consistent: true,
    capped: options.maxTokens !== null,
    unique: true,
  };
  return sampleSteps.filter((step) => asked[step]);
}

/** A trajectory that came to be a sample, or the step of the way that it fell at. */
export type SampleEvent =
  | {
      readonly kind: "line";
      /** One JSON object without its line break. */
      readonly line: string;
      readonly id: number;
      readonly instanceId: string;
      readonly contentHash: string;
      readonly redactions: readonly Redaction[];
    }
  | {
      readonly kind: "dropped";
      readonly id: number;
      readonly instanceId: string;
      readonly step: SampleStep;
      readonly reason: string;
    };

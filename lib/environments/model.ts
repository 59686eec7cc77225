import { z } from "zod";
import type { Environment } from "#lib/core/environment/model";
import { languageName } from "#lib/core/patch/languages";

/** Text of one line: what people type into a field, and what may stand in a message. */
function lineOfText(what: string, most: number) {
  return z
    .string()
    .trim()
    .min(1, `${what} is missing`)
    .max(most, `${what} has ${most} characters at most`)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, `${what} is text of one line`)
    .refine((text) => text.isWellFormed(), `${what} is text in Unicode`);
}

export const environmentNameSchema = lineOfText("The name", 100);
export const repoSchema = lineOfText("The repository", 300);

/** The whole hash, or enough of its beginning to tell it from the others. */
export const hashPrefixSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{8,64}$/, "An environment is named by its hash, or by the first 8 hexadecimal digits of it or more");

const repositoryTarget = z.strictObject({
  scope: z.literal("repository"),
  repo: repoSchema,
  version: lineOfText("The version", 100).nullable().default(null),
});
const languageTarget = z.strictObject({
  scope: z.literal("language"),
  language: lineOfText("The language", 50).overwrite(languageName),
});

const unknownScope = { error: "The scope is task, repository or language" };

/** What a rule is for: one task, a repository in one version or in all, a language. */
export const ruleTargetSchema = z.discriminatedUnion(
  "scope",
  [z.strictObject({ scope: z.literal("task"), taskId: z.int32().min(1) }), repositoryTarget, languageTarget],
  unknownScope,
);
export type RuleTarget = z.output<typeof ruleTargetSchema>;

/** The same in names alone, as people write it. */
export const namedTargetSchema = z.discriminatedUnion(
  "scope",
  [
    z.strictObject({
      scope: z.literal("task"),
      dataset: lineOfText("The dataset", 64),
      instanceId: lineOfText("The instance id", 500),
    }),
    repositoryTarget,
    languageTarget,
  ],
  unknownScope,
);
export type NamedTarget = z.output<typeof namedTargetSchema>;

/** A target with both the task's id and its public name. */
export type KnownTarget =
  | { readonly scope: "task"; readonly taskId: number; readonly dataset: string; readonly instanceId: string }
  | Readonly<Exclude<RuleTarget, { scope: "task" }>>;

export interface RuleRow {
  readonly id: number;
  readonly target: KnownTarget;
  readonly environmentHash: string;
  readonly environmentName: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Null while it is in force. */
  readonly endedAt: Date | null;
  /** Who ended it and put no other in its place. */
  readonly endedBy: string | null;
}

export interface RulePage {
  readonly items: readonly RuleRow[];
  /** The id of the last rule, where more follow. */
  readonly nextCursor: number | null;
  readonly total: number;
}

export interface EnvironmentRow {
  readonly hash: string;
  readonly imageHash: string;
  readonly name: string;
  readonly baseImage: string;
  readonly parser: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** The current rules that lead to it. */
  readonly ruleCount: number;
  readonly images: readonly ImageRow[];
}

export interface EnvironmentDetail extends EnvironmentRow {
  readonly spec: Environment;
}

export interface EnvironmentVersion {
  readonly hash: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface EnvironmentPage {
  readonly items: readonly EnvironmentRow[];
  /** The hash of the last environment, where more follow. */
  readonly nextCursor: string | null;
  readonly total: number;
}

export type ImageState = "building" | "ready" | "failed";

/** An image as a driver of a machine holds it. */
export interface ImageRow {
  readonly host: string;
  readonly driver: string;
  readonly imageHash: string;
  readonly state: ImageState;
  readonly digest: string | null;
  readonly sizeBytes: number | null;
  readonly failure: string | null;
  readonly hasLog: boolean;
  readonly buildSeconds: number | null;
  readonly builtAt: Date | null;
  readonly usedAt: Date;
}

export interface ImageOfEnvironments extends ImageRow {
  /** Those that share it, newest first. */
  readonly environments: readonly { readonly hash: string; readonly name: string }[];
}

/** What one driver of one machine holds. */
export interface ImageStore {
  readonly host: string;
  readonly driver: string;
  readonly sizeBytes: number;
  readonly images: readonly ImageOfEnvironments[];
}

export interface RepositorySource {
  readonly repo: string;
  readonly source: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface SourcePage {
  readonly items: readonly RepositorySource[];
  /** The last repository, where more follow. */
  readonly nextCursor: string | null;
  readonly total: number;
}

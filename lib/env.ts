import { z } from "zod";

const optionalText = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ASSAY_HOME: z.string().default(".assay"),
  /** The folder that a command was typed in; the process itself runs in the project's. */
  INIT_CWD: optionalText,
  ASSAY_ADMIN_EMAIL: optionalText,
  ASSAY_ADMIN_PASSWORD: optionalText,
  ASSAY_METRICS_TOKEN: optionalText,
  ASSAY_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  NEXTAUTH_SECRET: optionalText,
  NEXTAUTH_URL: optionalText,
  GITHUB_CLIENT_ID: optionalText,
  GITHUB_CLIENT_SECRET: optionalText,
  OIDC_ISSUER: optionalText,
  OIDC_CLIENT_ID: optionalText,
  OIDC_CLIENT_SECRET: optionalText,
  OIDC_NAME: z.string().default("Single sign-on"),
});

export type Env = z.output<typeof schema>;

let cached: Env | undefined;

/** The settings of this process. Read on first use, so that a missing variable fails the call that needs it, not an import. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

export function parseEnv(source: NodeJS.ProcessEnv): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Settings are not usable. ${lines.join("; ")}`);
}

import { eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import { environments } from "#lib/db/schema";
import { describeProblems, type EnvironmentProblem } from "#lib/environments/environment-problems";
import { type ParsedEnvironment, parseEnvironment, parseEnvironmentText } from "#lib/environments/parse-environment";
import { moveRule } from "#lib/environments/rule-mutations";
import { AppError } from "#lib/errors";
import { keepEnvironment } from "#lib/runner/keep-environment";

export interface SavedEnvironment {
  readonly hash: string;
  readonly imageHash: string;
  /** The name that it has had from the first time it was saved. */
  readonly name: string;
  /** Whether the same specification was not there before. */
  readonly isNew: boolean;
}

interface NewEnvironment {
  readonly name: string;
  /** The rules that somebody saw in force and wants to lead here from now on. */
  readonly ruleIds?: readonly number[];
}

/** Keeps a specification, checked, and leads rules to it. All of that happens, or nothing. */
export async function saveEnvironment(
  ctx: Ctx,
  { spec, ...rest }: NewEnvironment & { readonly spec: unknown },
): Promise<SavedEnvironment> {
  requireRole(ctx.actor, "curator");
  const parsed = parseEnvironment(spec);
  if (!parsed.ok) throw new AppError("invalid", describeProblems(parsed.problems));
  return save(ctx, { ...rest, spec: parsed.spec });
}

/** The same from a text; what is wrong in it comes back with its place. */
export async function saveEnvironmentText(
  ctx: Ctx,
  { text, ...rest }: NewEnvironment & { readonly text: string },
): Promise<
  | { readonly ok: true; readonly saved: SavedEnvironment }
  | { readonly ok: false; readonly problems: readonly EnvironmentProblem[] }
> {
  requireRole(ctx.actor, "curator");
  const parsed = parseEnvironmentText(text);
  if (!parsed.ok) return parsed;
  return { ok: true, saved: await save(ctx, { ...rest, spec: parsed.spec }) };
}

type ValidEnvironment = NewEnvironment & Pick<Extract<ParsedEnvironment, { ok: true }>, "spec">;

function save({ actor, db }: Ctx, { name, spec, ruleIds = [] }: ValidEnvironment): Promise<SavedEnvironment> {
  return db.transaction(async (tx) => {
    const kept = await keepEnvironment(tx, { name, spec, createdBy: actor.name });
    if (kept.isNew) await audit(tx, actor, "environment.saved", `environment:${kept.hash}`, { name });
    // In one order, so that two who move the same rules wait for each other instead of for ever.
    for (const ruleId of new Set(ruleIds.toSorted((a, b) => a - b)))
      await moveRule(tx, actor, { ruleId, environmentHash: kept.hash });
    const [row] = await tx
      .select({ name: environments.name })
      .from(environments)
      .where(eq(environments.hash, kept.hash));
    return { ...kept, name: row?.name ?? name };
  });
}

import { defineRoute } from "#app/_request/define-route";
import { requireEnvironment } from "#lib/environments/queries";
import { setRule } from "#lib/environments/rule-mutations";
import { listRules } from "#lib/environments/rule-queries";
import { newRuleBody, ruleListQuery } from "#lib/rest/environment-schemas";
import { parseBody } from "#lib/rest/parse-body";
import { parseQuery } from "#lib/rest/parse-query";

/** The rules in force. */
export const GET = defineRoute("viewer", async (ctx, request) => {
  const { q, environment, limit, cursor = null } = parseQuery(ruleListQuery, new URL(request.url).searchParams);
  const environmentHash = environment ? (await requireEnvironment(ctx, environment)).hash : null;
  const { total, ...page } = await listRules(ctx, { q, environmentHash, limit, after: cursor });
  return Response.json({ ...page, total: { count: total, exact: true } });
});

/** Leads a target to an environment from now on. */
export const PUT = defineRoute("curator", async (ctx, request) => {
  const { target, environment, replaces } = await parseBody(newRuleBody, request);
  const { hash } = await requireEnvironment(ctx, environment);
  return Response.json(await setRule(ctx, { target, environmentHash: hash, ruleId: replaces }));
});

import { defineRoute } from "#app/_request/define-route";
import { endRule } from "#lib/environments/rule-mutations";
import { findRule, listRuleHistory } from "#lib/environments/rule-queries";
import { fail } from "#lib/errors";
import { parseTaskId } from "#lib/tasks/detail";

/** A rule, in force or not, and every rule that its target has had. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const rule = (await findRule(ctx, parseTaskId(id))) ?? fail("not_found", `No rule has the id ${id}`);
  return Response.json({ ...rule, history: await listRuleHistory(ctx, rule.target) });
});

/** Takes it out of force. */
export const DELETE = defineRoute<{ id: string }>("curator", async (ctx, _request, { id }) => {
  await endRule(ctx, { ruleId: parseTaskId(id) });
  return new Response(null, { status: 204 });
});

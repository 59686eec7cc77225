import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { endRuleAction, setRuleAction } from "#app/_actions/environments";
import { pageCtx } from "#app/_request/page-ctx";
import { RuleHeader } from "#components/environments/rule-header";
import { RuleHistory } from "#components/environments/rule-history";
import { RuleMoveForm } from "#components/environments/rule-move-form";
import type { Ctx } from "#lib/auth/actor";
import { hasRole } from "#lib/core/role";
import type { RuleRow } from "#lib/environments/model";
import { describeTarget } from "#lib/environments/names";
import { listEnvironments } from "#lib/environments/queries";
import { findRule, listRuleHistory } from "#lib/environments/rule-queries";
import { parseTaskId } from "#lib/tasks/detail";

type Props = PageProps<"/settings/environments/rules/[id]">;

const requireRule = cache(async (id: string) => (await findRule(await pageCtx(), parseTaskId(id))) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Rule for ${describeTarget((await requireRule((await params).id)).target)}` };
}

/** Any rule of a target leads to the same page: what is in force now, and how it came to be. */
export default async function RulePage({ params }: Props) {
  const [ctx, rule] = await Promise.all([pageCtx(), params.then(({ id }) => requireRule(id))]);
  const history = await listRuleHistory(ctx, rule.target);
  const latest = history[0] ?? rule;
  const canWrite = hasRole(ctx.actor.role, "curator");
  return (
    <div className="pb-10">
      <RuleHeader rule={latest} actions={canWrite ? { set: setRuleAction, end: endRuleAction } : null} />
      <RuleHistory history={history} />
      {canWrite ? <MoveForm ctx={ctx} rule={latest} /> : null}
    </div>
  );
}

async function MoveForm({ ctx, rule }: { ctx: Ctx; rule: RuleRow }) {
  const { items, total } = await listEnvironments(ctx, { q: "", after: null, limit: 500 });
  const others = items.filter(({ hash }) => hash !== rule.environmentHash);
  if (others.length === 0) return null;
  return (
    <RuleMoveForm
      rule={rule}
      environments={others.map(({ hash, name }) => ({ hash, name }))}
      isCut={total > items.length}
      onSet={setRuleAction}
    />
  );
}

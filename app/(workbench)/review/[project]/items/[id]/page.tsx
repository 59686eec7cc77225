import { EyeOff } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { adjudicateAction, reopenItemAction, takeBackDecisionAction } from "#app/_actions/decisions";
import { pageCtx } from "#app/_request/page-ctx";
import { DecisionHistory } from "#components/decisions/decision-history";
import { DecisionBox } from "#components/review-projects/decision-box";
import { ItemEvents } from "#components/review-projects/item-events";
import { ItemHeader } from "#components/review-projects/item-header";
import { ReviewComparison } from "#components/review-projects/review-comparison";
import { Notice } from "#components/ui/notice";
import { hasRole } from "#lib/core/role";
import { findDisputed, findItem } from "#lib/reviews/find-item";
import { parseRowId } from "#lib/trajectories/row-id";

type Props = PageProps<"/review/[project]/items/[id]">;

/** Once a request: the page and its title ask for the same item. */
const requireItem = cache(
  async (project: string, id: string) => (await findItem(await pageCtx(), project, parseRowId(id))) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, id } = await params;
  return { title: `Reviews of ${(await requireItem(project, id)).instanceId}` };
}

export default async function ItemPage({ params }: Props) {
  const [ctx, item] = await Promise.all([pageCtx(), params.then(({ project, id }) => requireItem(project, id))]);
  const { previous, next } = await findDisputed(ctx, item);
  const isCurator = hasRole(ctx.actor.role, "curator");
  return (
    <main className="pb-10">
      <ItemHeader item={item} previous={previous} next={next} />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          {item.isBlind ? (
            <Notice icon={EyeOff} title="Your own review of this item is still due">
              You see what others answered when it is submitted.
            </Notice>
          ) : item.reviews.length === 0 ? (
            <p className="px-4 py-6 text-muted">No review of this item is in yet.</p>
          ) : (
            <ReviewComparison
              form={item.form}
              formHash={item.formHash}
              contentHash={item.contentHash}
              reviews={item.reviews}
            />
          )}
        </div>
        <div className="grid content-start gap-6 px-4 lg:pl-0">
          {isCurator && !item.isBlind ? (
            <DecisionBox
              key={item.id}
              item={item}
              personId={ctx.actor.userId ?? ""}
              deeds={{
                onAdjudicate: adjudicateAction,
                onWithdraw: takeBackDecisionAction,
                onReopen: reopenItemAction,
              }}
            />
          ) : null}
          <section aria-label="Decisions" className="grid gap-2">
            <h2 className="text-sm font-semibold">Decisions</h2>
            <DecisionHistory decisions={item.decisions} contentHash={item.contentHash} />
          </section>
          {item.events.length > 0 ? (
            <section aria-label="History" className="grid gap-2">
              <h2 className="text-sm font-semibold">History</h2>
              <ItemEvents events={item.events} />
            </section>
          ) : null}
        </div>
      </div>
    </main>
  );
}

import { ListTree } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { takeBackDecisionAction, undoBulkAction } from "#app/_actions/decisions";
import { evaluateTrajectoriesAction } from "#app/_actions/trajectories";
import { commentActions } from "#app/_request/comment-actions";
import { pageCtx } from "#app/_request/page-ctx";
import { CommentsProvider } from "#components/comments/comments-provider";
import { ReplayWithComments } from "#components/comments/replay-with-comments";
import { ReviewStrip } from "#components/decisions/review-strip";
import { SubjectReviews } from "#components/decisions/subject-reviews";
import { EvaluateTrajectoriesButton } from "#components/trajectories-evaluate/evaluate-trajectories-button";
import { AttemptsMenu } from "#components/trajectory/attempts-menu";
import { DownloadMenu } from "#components/trajectory/download-menu";
import { TrajectoryHeader } from "#components/trajectory/trajectory-header";
import { Notice } from "#components/ui/notice";
import { listComments } from "#lib/comments/queries";
import { hasRole } from "#lib/core/role";
import { packOutline } from "#lib/core/trajectory/pack-outline";
import { listSubjectReviews } from "#lib/reviews/list-subject-reviews";
import { listAttempts, mostAttempts } from "#lib/trajectories/attempts";
import { findTrajectory } from "#lib/trajectories/detail";
import { findPatchRun } from "#lib/trajectories/patch-run";
import { loadFirstStep } from "#lib/trajectories/replay-params";
import { parseRowId } from "#lib/trajectories/row-id";
import { listFoldedSteps } from "#lib/trajectories/steps";

type Props = PageProps<"/trajectories/[id]">;

/** Sent with the page: about what a window shows, and a little more. */
const stepsBefore = 4;
const stepsSent = 20;

/** Once a request: the page and its title ask for the same trajectory. */
const requireTrajectory = cache(
  async (id: string) => (await findTrajectory(await pageCtx(), parseRowId(id))) ?? notFound(),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { instanceId, model } = await requireTrajectory((await params).id);
  return { title: model === null ? `Trajectory of ${instanceId}` : `${instanceId} by ${model.slice(0, 60)}` };
}

export default async function TrajectoryPage({ params, searchParams }: Props) {
  const [ctx, trajectory, { step }] = await Promise.all([
    pageCtx(),
    params.then(({ id }) => requireTrajectory(id)),
    loadFirstStep(searchParams),
  ]);
  const firstStep = Math.min(Math.max(1, step ?? 1), Math.max(1, trajectory.steps));
  const from = Math.max(1, firstStep - stepsBefore);
  const subject = { kind: "trajectory", id: trajectory.id } as const;
  const [attempts, run, initial, reviews, comments] = await Promise.all([
    listAttempts(ctx, trajectory),
    findPatchRun(ctx, trajectory),
    listFoldedSteps(ctx, trajectory.id, from, from + stepsSent - 1),
    listSubjectReviews(ctx, { trajectoryId: trajectory.id }),
    listComments(ctx, subject),
  ]);
  const standing = reviews.decisions.find(({ isInForce }) => isInForce);
  const { format, formatVersion, scaffoldVersion, parameters, notes, continuedIn, problems, source } = trajectory;
  return (
    <main className="flex h-[calc(100dvh-3rem)] min-h-96 flex-col">
      <TrajectoryHeader
        trajectory={trajectory}
        run={run}
        actions={
          <>
            {hasRole(ctx.actor.role, "curator") && trajectory.taskId !== null && trajectory.finalPatch ? (
              <EvaluateTrajectoriesButton ids={[trajectory.id]} onEvaluate={evaluateTrajectoriesAction} />
            ) : null}
            {reviews.items.length + reviews.decisions.length > 0 ? (
              <ReviewStrip decision={standing?.outcome ?? null} projects={reviews.items.length}>
                <SubjectReviews
                  reviews={reviews}
                  deeds={
                    hasRole(ctx.actor.role, "curator")
                      ? { onTakeBack: takeBackDecisionAction, onUndoBulk: undoBulkAction }
                      : null
                  }
                />
              </ReviewStrip>
            ) : null}
            <DownloadMenu trajectoryId={trajectory.id} />
            <AttemptsMenu
              attempts={attempts.slice(0, mostAttempts)}
              currentId={trajectory.id}
              hasMore={attempts.length > mostAttempts}
            />
          </>
        }
      />
      {trajectory.steps === 0 ? (
        <Notice icon={ListTree} title="This trajectory has no steps">
          The record holds none, or none that could be understood. The raw record says what is there.
        </Notice>
      ) : (
        <CommentsProvider
          key={trajectory.id}
          subject={subject}
          initial={comments}
          person={{ id: ctx.actor.userId ?? "", name: ctx.actor.name, role: ctx.actor.role }}
          actions={commentActions}
        >
          <ReplayWithComments
            trajectoryId={trajectory.id}
            address={`/api/trajectories/${trajectory.id}`}
            outline={packOutline(trajectory.outline)}
            firstStep={firstStep}
            initial={initial}
            goldPatch={trajectory.goldPatch}
            subagents={trajectory.subagents}
            about={{
              format,
              formatVersion,
              scaffoldVersion,
              parameters,
              notes,
              continuedIn,
              problems,
              source,
              run: trajectory.run,
            }}
          />
        </CommentsProvider>
      )}
    </main>
  );
}

import { GitCompareArrows } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { evaluateTrajectoriesAction } from "#app/_actions/trajectories";
import { pageCtx } from "#app/_request/page-ctx";
import { EvaluateTrajectoriesButton } from "#components/trajectories-evaluate/evaluate-trajectories-button";
import { CompareHeader } from "#components/trajectory-compare/compare-header";
import { CompareTabs } from "#components/trajectory-compare/compare-tabs";
import { MeasureComparison } from "#components/trajectory-compare/measure-comparison";
import { PatchComparison } from "#components/trajectory-compare/patch-comparison";
import { RivalChoice } from "#components/trajectory-compare/rival-choice";
import { TestComparison } from "#components/trajectory-compare/test-comparison";
import { TurnComparison } from "#components/trajectory-compare/turn-comparison";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { Ctx } from "#lib/auth/actor";
import { hasRole } from "#lib/core/role";
import { listsInForce } from "#lib/runs/lists-in-force";
import { findTaskValidation } from "#lib/runs/task-validation";
import { findTask } from "#lib/tasks/detail";
import { findCompared, findComparedPatch, findMeasures, listRivals } from "#lib/trajectories/compare";
import { areOfOneTask, type ComparedTrajectory } from "#lib/trajectories/compare-model";
import { type ComparePlace, type CompareTab, loadComparePlace } from "#lib/trajectories/compare-params";
import { findComparedMatrix } from "#lib/trajectories/compare-tests";
import { compareTurns } from "#lib/trajectories/compare-turns";

type Props = PageProps<"/trajectories/compare">;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { left, right } = await loadComparePlace(searchParams);
  return { title: left && right ? `Trajectories ${left} and ${right}` : "Compare trajectories" };
}

export default async function ComparePage({ searchParams }: Props) {
  const [ctx, place] = await Promise.all([pageCtx(), loadComparePlace(searchParams)]);
  const [left, right] = await Promise.all([findCompared(ctx, place.left), findCompared(ctx, place.right)]);
  if (left && right) return <Comparison ctx={ctx} left={left} right={right} tab={place.tab} />;
  const found = left ?? right;
  if (found) return <RivalChoice found={found} rivals={await listRivals(ctx, found)} place={place} />;
  if (place.left !== null || place.right !== null) notFound();
  return (
    <main>
      <h1 className="sr-only">Compare trajectories</h1>
      <Notice
        icon={GitCompareArrows}
        title="Choose two trajectories"
        actions={
          <Button asChild>
            <Link href="/trajectories">Open the list</Link>
          </Button>
        }
      >
        A comparison lays the turns of two attempts side by side. Choose them in the list of trajectories, or name both
        in the address: <code>?left=1&amp;right=2</code>.
      </Notice>
    </main>
  );
}

interface ComparisonProps {
  readonly ctx: Ctx;
  readonly left: ComparedTrajectory;
  readonly right: ComparedTrajectory;
  readonly tab: CompareTab;
}

async function Comparison({ ctx, left, right, tab }: ComparisonProps) {
  const [leftRivals, rightRivals] = await Promise.all([listRivals(ctx, left), listRivals(ctx, right)]);
  const place: ComparePlace = { left: left.id, right: right.id, tab };
  return (
    <main className="lg:flex lg:h-[calc(100dvh-3rem)] lg:min-h-96 lg:flex-col">
      <CompareHeader left={left} right={right} tab={tab} leftRivals={leftRivals} rightRivals={rightRivals} />
      <CompareTabs place={place} />
      <Suspense key={`${left.id} ${right.id} ${tab}`} fallback={<PartSkeleton />}>
        <Part ctx={ctx} left={left} right={right} tab={tab} />
      </Suspense>
    </main>
  );
}

async function Part({ ctx, left, right, tab }: ComparisonProps) {
  switch (tab) {
    case "turns":
      return (
        <TurnComparison
          key={`${left.id} ${right.id}`}
          leftId={left.id}
          rightId={right.id}
          comparison={await compareTurns(ctx, left.id, right.id)}
        />
      );
    case "patches": {
      const [ours, theirs] = await Promise.all([findComparedPatch(ctx, left.id), findComparedPatch(ctx, right.id)]);
      return <PatchComparison left={ours} right={theirs} isOneTask={areOfOneTask(left, right)} />;
    }
    case "tests":
      return <TestsPart ctx={ctx} left={left} right={right} />;
    case "measures": {
      const [ours, theirs] = await Promise.all([findMeasures(ctx, left.id), findMeasures(ctx, right.id)]);
      return <MeasureComparison left={ours} right={theirs} />;
    }
  }
}

async function TestsPart({ ctx, left, right }: Omit<ComparisonProps, "tab">) {
  const evaluate = hasRole(ctx.actor.role, "curator") ? (
    <EvaluateTrajectoriesButton ids={[left.id, right.id]} onEvaluate={evaluateTrajectoriesAction} />
  ) : null;
  const task = left.taskId !== null && areOfOneTask(left, right) ? await findTask(ctx, left.taskId) : undefined;
  if (!task) {
    return <TestComparison taskId={null} matrix={null} isOneTask={areOfOneTask(left, right)} evaluate={null} />;
  }
  const lists = listsInForce(task.task, await findTaskValidation(ctx, task.id));
  return (
    <TestComparison
      taskId={task.id}
      matrix={await findComparedMatrix(ctx, [left, right], lists)}
      isOneTask
      evaluate={evaluate}
    />
  );
}

function PartSkeleton() {
  return (
    <div aria-busy className="grid gap-2 p-4">
      <Skeleton className="h-6 max-w-xl" />
      {["a", "b", "c", "d", "e", "f"].map((line) => (
        <Skeleton key={line} className="h-7" />
      ))}
    </div>
  );
}

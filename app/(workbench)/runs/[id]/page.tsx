import { FileX } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { cancelBatchAction, retryBatchAction } from "#app/_actions/runs";
import { pageCtx } from "#app/_request/page-ctx";
import { PatchView } from "#components/diff/patch-view";
import { AwaitRun } from "#components/runs/await-run";
import { RunHeader } from "#components/runs/run-header";
import { RunLog } from "#components/runs/run-log";
import { RunTabs } from "#components/runs/run-tabs";
import { RunTestList } from "#components/test-results/run-test-list";
import { Notice } from "#components/ui/notice";
import { hasRole } from "#lib/core/role";
import { isEnded } from "#lib/core/run/model";
import type { RunDetail } from "#lib/runs/model";
import { findBatch, findRun, listRuns, parseRunId } from "#lib/runs/queries";
import { listRunTests } from "#lib/runs/run-tests";
import { loadRunTab, type RunTab } from "#lib/runs/tabs";

type Props = PageProps<"/runs/[id]">;

const mostNotPassed = 500;

/** Once a request: the page and its title ask for the same run. */
const requireRun = cache(async (id: string) => (await findRun(await pageCtx(), parseRunId(id))) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const run = await requireRun((await params).id);
  return { title: `${run.kind} run of ${run.instanceId}` };
}

export default async function RunPage({ params, searchParams }: Props) {
  const [ctx, run, { tab }] = await Promise.all([
    pageCtx(),
    params.then(({ id }) => requireRun(id)),
    loadRunTab(searchParams),
  ]);
  const { batchId, taskId } = run;
  const [batch, siblings] = await Promise.all([
    findBatch(ctx, batchId),
    listRuns(ctx, { batchId, taskId, state: null, kind: null, cursor: null }),
  ]);
  const deeds = { cancel: cancelBatchAction, retry: retryBatchAction };
  return (
    <main className="flex min-h-[calc(100dvh-3rem)] flex-col">
      <RunHeader
        run={run}
        batch={batch ?? notFound()}
        siblings={siblings.items}
        deeds={hasRole(ctx.actor.role, "curator") ? deeds : null}
      />
      <RunTabs runId={run.id} current={tab} testCount={run.testCount} />
      {tab === "log" || isEnded(run.state) ? null : <AwaitRun runId={run.id} />}
      <RunPart run={run} tab={tab} />
    </main>
  );
}

async function RunPart({ run, tab }: { run: RunDetail; tab: RunTab }) {
  switch (tab) {
    case "log": {
      const tests = await listRunTests(await pageCtx(), run.id);
      const notPassed = tests.filter(({ status }) => status === "FAILED" || status === "ERROR");
      return (
        <RunLog
          key={run.id}
          runId={run.id}
          state={run.state}
          steps={run.steps}
          kept={run.log}
          notPassed={notPassed.slice(0, mostNotPassed)}
          notPassedCount={notPassed.length}
        />
      );
    }
    case "tests":
      return (
        <RunTestList
          tests={await listRunTests(await pageCtx(), run.id)}
          logHref={`/runs/${run.id}`}
          isLive={!isEnded(run.state)}
        />
      );
    case "patch":
      return run.kind === "empty" ? (
        <Notice icon={FileX} title="An empty run has no patch">
          It shows what the tests do before anything is mended: only the task's test patch is applied.
        </Notice>
      ) : (
        <PatchView
          patch={run.patch}
          name={run.kind === "gold" ? "Gold patch" : "Model patch"}
          rawHref={`/api/v1/runs/${run.id}/patch.diff`}
        />
      );
  }
}

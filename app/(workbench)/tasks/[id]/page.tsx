import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { takeBackDecisionAction, undoBulkAction } from "#app/_actions/decisions";
import {
  estimateValidationAction,
  quarantineTestAction,
  releaseTestAction,
  requestValidationAction,
} from "#app/_actions/validations";
import { commentActions } from "#app/_request/comment-actions";
import { pageCtx } from "#app/_request/page-ctx";
import { CommentTab } from "#components/comments/comment-tab";
import { CommentsProvider } from "#components/comments/comments-provider";
import { OpenThreadCount } from "#components/comments/open-thread-count";
import { PatchWithComments } from "#components/comments/patch-with-comments";
import { TabGuide } from "#components/comments/tab-guide";
import { TestsWithComments } from "#components/comments/tests-with-comments";
import { ListSkeleton } from "#components/data-table/list-skeleton";
import { SubjectReviews } from "#components/decisions/subject-reviews";
import { TaskHeader } from "#components/tasks/task-header";
import { TaskIssue } from "#components/tasks/task-issue";
import { TaskSource } from "#components/tasks/task-source";
import { TaskTabs } from "#components/tasks/task-tabs";
import { TestList } from "#components/test-results/test-list";
import { TaskTrajectories } from "#components/trajectories/task-trajectories";
import { TaskValidation } from "#components/validation/task-validation";
import { ValidateButton } from "#components/validation/validate-button";
import { ValidationSkeleton } from "#components/validation/validation-skeleton";
import { listComments } from "#lib/comments/queries";
import { hasRole } from "#lib/core/role";
import { listSubjectReviews } from "#lib/reviews/list-subject-reviews";
import { listsInForce } from "#lib/runs/lists-in-force";
import { findTaskEnvironment } from "#lib/runs/task-environment";
import { findTaskMatrix } from "#lib/runs/task-matrix";
import { findTaskValidation } from "#lib/runs/task-validation";
import { findTask, parseTaskId, type TaskDetail } from "#lib/tasks/detail";
import { loadTaskListParams, serializeTaskListParams, taskFilters, taskOrder } from "#lib/tasks/filters";
import { findNeighbours } from "#lib/tasks/queries";
import { loadTaskTab, type TaskTab, taskTabs } from "#lib/tasks/tabs";
import { serializeTrajectoryListParams } from "#lib/trajectories/filters";
import { findTaskTrajectories } from "#lib/trajectories/task-trajectories";

type Props = PageProps<"/tasks/[id]">;

/** Once a request: the page and its title ask for the same task. */
const requireTask = cache(async (id: string) => (await findTask(await pageCtx(), parseTaskId(id))) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireTask((await params).id)).instanceId };
}

export default async function TaskPage({ params, searchParams }: Props) {
  const [ctx, task, list, { tab }] = await Promise.all([
    pageCtx(),
    params.then(({ id }) => requireTask(id)),
    loadTaskListParams(searchParams),
    loadTaskTab(searchParams),
  ]);
  const subject = { kind: "task", id: task.id } as const;
  const [neighbours, comments] = await Promise.all([
    findNeighbours(ctx, task.id, { ...taskFilters(list), ...taskOrder(list) }),
    listComments(ctx, subject),
  ]);
  const listSearch = serializeTaskListParams({ ...list, cursor: null });
  const hrefTo = (id: number | null, part: TaskTab = tab) => id && taskHref(id, part, listSearch);
  const hrefs = tabHrefs(task.id, listSearch);
  return (
    <main>
      <TaskHeader
        task={task}
        previousHref={hrefTo(neighbours.previous) || null}
        nextHref={hrefTo(neighbours.next) || null}
        listHref={`/tasks${listSearch}`}
        actions={
          hasRole(ctx.actor.role, "curator") ? (
            <ValidateButton
              choice={{ ids: [task.id], query: "" }}
              chosen={task.instanceId}
              label="Validate"
              actions={{ onEstimate: estimateValidationAction, onRequest: requestValidationAction }}
            />
          ) : null
        }
      />
      <CommentsProvider
        key={task.id}
        subject={subject}
        initial={comments}
        person={{ id: ctx.actor.userId ?? "", name: ctx.actor.name, role: ctx.actor.role }}
        actions={commentActions}
      >
        <TabGuide current={tab} hrefs={hrefs} />
        <TaskTabs current={tab} hrefs={hrefs} notes={{ comments: <OpenThreadCount /> }} />
        <TaskPart task={task} tab={tab} />
      </CommentsProvider>
    </main>
  );
}

function TaskPart({ task, tab }: { task: TaskDetail; tab: TaskTab }) {
  switch (tab) {
    case "issue":
      return <TaskIssue task={task} />;
    case "patch":
      return (
        <PatchWithComments
          key="patch"
          which="gold"
          patch={task.task.patch}
          name="Gold patch"
          rawHref={`/api/v1/tasks/${task.id}/patch.diff`}
        />
      );
    case "test-patch":
      return (
        <PatchWithComments
          key="test-patch"
          which="test"
          patch={task.task.testPatch}
          name="Test patch"
          rawHref={`/api/v1/tasks/${task.id}/test-patch.diff`}
        />
      );
    case "tests":
      return (
        <TestsWithComments>
          <div className="grid grid-cols-1 gap-6 p-4 lg:grid-cols-2">
            <TestList
              title="FAIL_TO_PASS"
              meaning="Fail before the gold patch and pass after it."
              tests={task.task.failToPass}
            />
            <TestList title="PASS_TO_PASS" meaning="Pass before and after." tests={task.task.passToPass} />
          </div>
        </TestsWithComments>
      );
    case "validation":
      return (
        <Suspense fallback={<ValidationSkeleton />}>
          <TestsWithComments>
            <ValidationPart task={task} />
          </TestsWithComments>
        </Suspense>
      );
    case "trajectories":
      return (
        <Suspense fallback={<ListSkeleton label="Trajectories are loading" />}>
          <TrajectoriesPart task={task} />
        </Suspense>
      );
    case "reviews":
      return (
        <Suspense fallback={<ListSkeleton label="Reviews are loading" />}>
          <ReviewsPart task={task} />
        </Suspense>
      );
    case "comments":
      return <CommentTab />;
    case "raw":
      return <TaskSource task={task} />;
  }
}

async function ValidationPart({ task }: { task: TaskDetail }) {
  const ctx = await pageCtx();
  const { id, repo, language } = task;
  const [validation, environment] = await Promise.all([
    findTaskValidation(ctx, id),
    findTaskEnvironment(ctx, { id, repo, language, version: task.task.version }),
  ]);
  return (
    <TaskValidation
      taskId={id}
      validation={validation}
      environment={environment}
      tests={await findTaskMatrix(ctx, id, listsInForce(task.task, validation))}
      imported={{ failToPass: task.task.failToPass, passToPass: task.task.passToPass }}
      quarantine={
        hasRole(ctx.actor.role, "curator") ? { onQuarantine: quarantineTestAction, onRelease: releaseTestAction } : null
      }
    />
  );
}

async function TrajectoriesPart({ task: { id, dataset, instanceId } }: { task: TaskDetail }) {
  const found = await findTaskTrajectories(await pageCtx(), id);
  const listHref = serializeTrajectoryListParams("/trajectories", { dataset: [dataset], q: instanceId });
  return <TaskTrajectories found={found} listHref={listHref} />;
}

async function ReviewsPart({ task }: { task: TaskDetail }) {
  const ctx = await pageCtx();
  const reviews = await listSubjectReviews(ctx, { taskId: task.id });
  const deeds = hasRole(ctx.actor.role, "curator")
    ? { onTakeBack: takeBackDecisionAction, onUndoBulk: undoBulkAction }
    : null;
  return <SubjectReviews reviews={reviews} contentHash={task.provenance.contentHash} deeds={deeds} />;
}

function tabHrefs(id: number, listSearch: string): Record<TaskTab, string> {
  const href = (tab: TaskTab) => taskHref(id, tab, listSearch);
  return {
    issue: href("issue"),
    patch: href("patch"),
    "test-patch": href("test-patch"),
    tests: href("tests"),
    validation: href("validation"),
    trajectories: href("trajectories"),
    reviews: href("reviews"),
    raw: href("raw"),
    comments: href("comments"),
  };
}

function taskHref(id: number, tab: TaskTab, listSearch: string): string {
  const search = new URLSearchParams(listSearch);
  if (tab !== taskTabs[0].id) search.set("tab", tab);
  return `/tasks/${id}${search.size > 0 ? `?${search}` : ""}`;
}

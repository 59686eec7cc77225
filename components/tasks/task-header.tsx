import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { TaskNeighbours } from "#components/tasks/task-neighbours";
import { TaskStatusBadge } from "#components/tasks/task-status-badge";
import { CopyButton } from "#components/ui/copy-button";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount, formatCount, formatDay } from "#lib/format";
import type { TaskDetail } from "#lib/tasks/detail";

interface TaskHeaderProps {
  readonly task: TaskDetail;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly listHref: string;
  /** What can be done with the task. */
  readonly actions: ReactNode;
}

export function TaskHeader({ task, actions, ...neighbours }: TaskHeaderProps) {
  const { baseCommit } = task.task;
  const repoUrl = task.forgeUrl ? `${task.forgeUrl}/${task.repo}` : null;
  return (
    <header className="grid gap-2 px-4 pt-3 pb-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h1 className="min-w-0 font-mono text-base font-semibold break-all">
          <VisibleText text={task.instanceId} />
        </h1>
        <CopyButton text={task.instanceId} label="Copy the instance id" size="smallIcon" />
        <TaskStatusBadge status={task.status} />
        <div className="ml-auto flex items-center gap-3">
          {actions}
          <TaskNeighbours {...neighbours} />
        </div>
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-[13px] [&_dd]:inline [&_dt]:inline [&_dt]:pr-1.5 [&_dt]:text-muted">
        <div>
          <dt>Repository</dt>
          <dd>
            <ForgeLink href={repoUrl}>
              <VisibleText text={task.repo} />
            </ForgeLink>
          </dd>
        </div>
        <div>
          <dt>Base commit</dt>
          <dd className="font-mono">
            {baseCommit === "" ? (
              "–"
            ) : (
              <ForgeLink href={repoUrl && `${repoUrl}/tree/${baseCommit}`}>
                <span title={baseCommit}>{baseCommit.slice(0, 10)}</span>
              </ForgeLink>
            )}
            {baseCommit === "" ? null : (
              <CopyButton
                text={baseCommit}
                label="Copy the base commit"
                size="tinyIcon"
                className="-my-1 align-middle"
              />
            )}
          </dd>
        </div>
        <Fact name="Dataset" value={task.dataset} />
        <Fact name="Language" value={task.language} />
        <Fact name="Created" value={task.createdAt && formatDay(task.createdAt)} />
        <Fact name="Version" value={task.task.version} />
        <Fact name="Difficulty" value={task.difficulty} />
      </dl>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-[13px] tabular-nums [&_dd]:inline [&_dt]:inline [&_dt]:pr-1.5 [&_dt]:text-muted">
        <Fact name="Issue" value={formatAmount(task.issueWords, "word")} />
        <Fact
          name="Patch"
          value={`${formatAmount(task.patchFiles, "file")}, ${formatAmount(task.patchHunks, "hunk")}, ${formatAmount(task.patchFunctions, "function")}, +${formatCount(task.patchLinesAdded)} −${formatCount(task.patchLinesRemoved)}`}
        />
        <Fact
          name="Test patch"
          value={`${formatAmount(task.testPatchFiles, "file")}, ${formatAmount(task.testPatchLines, "line")}`}
        />
        <Fact name="F2P" value={formatCount(task.failToPass)} />
        <Fact name="P2P" value={formatCount(task.passToPass)} />
      </dl>
    </header>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  return value === null || value === "" ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function ForgeLink({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return children;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex items-center gap-1 text-accent hover:underline"
    >
      {children}
      <ExternalLink aria-hidden className="size-3" />
    </a>
  );
}

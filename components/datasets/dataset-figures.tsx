import { formatCount } from "#lib/format";
import type { DatasetStats } from "#lib/tasks/stats";

/** The rows of a paper's dataset table: size, and means per task. */
export function DatasetFigures({ stats: { instances, repositories, tasksWithHints, means } }: { stats: DatasetStats }) {
  const figures = [
    ["Tasks", formatCount(instances)],
    ["Repositories", formatCount(repositories)],
    ["Issue words", means.issueWords.toFixed(1)],
    ["Hint words", means.hintsWords.toFixed(1)],
    ["Tasks with hints", formatCount(tasksWithHints)],
    ["Patch files", means.patchFiles.toFixed(1)],
    ["Functions", means.patchFunctions.toFixed(1)],
    ["Hunks", means.patchHunks.toFixed(1)],
    ["Lines", means.patchLines.toFixed(1)],
    ["F2P", means.failToPass.toFixed(1)],
    ["P2P", means.passToPass.toFixed(1)],
    ["Tests", means.tests.toFixed(1)],
  ] as const;
  return (
    <section aria-label="Figures" className="px-4">
      <dl className="grid grid-cols-2 gap-px border bg-line sm:grid-cols-3 lg:grid-cols-6">
        {figures.map(([name, value]) => (
          <div key={name} className="bg-canvas px-3 py-2">
            <dt className="text-[13px] text-muted">{name}</dt>
            <dd className="text-base font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="pt-1.5 text-[13px] text-muted">
        Means per task. A function counts when a line of its body or its head is changed by the gold patch, once per
        file.
      </p>
    </section>
  );
}

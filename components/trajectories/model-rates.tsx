import { PlainTable } from "#components/ui/plain-table";
import { ProgressBar } from "#components/ui/progress-bar";
import { VisibleText } from "#components/ui/visible-text";
import { formatCount } from "#lib/format";
import type { ModelRate } from "#lib/trajectories/task-trajectories";

/** How often each model solved a task, of the attempts that were graded. */
export function ModelRates({ models }: { models: readonly ModelRate[] }) {
  return (
    <PlainTable
      label="Resolved by model"
      columns={[
        { label: "Model" },
        { label: "Attempts", isNumber: true },
        { label: "Resolved", isNumber: true },
        { label: "Rate of those graded" },
      ]}
    >
      {models.map(({ model, attempts, resolved, graded }) => (
        <tr key={model}>
          <td>{model === null ? <span className="text-muted">not given</span> : <VisibleText text={model} />}</td>
          <td className="text-right tabular-nums">{formatCount(attempts)}</td>
          <td className="text-right tabular-nums">{formatCount(resolved)}</td>
          <td>
            {graded > 0 ? (
              <span className="flex items-center gap-3">
                <span className="w-14 shrink-0 text-right tabular-nums">{`${((resolved / graded) * 100).toFixed(1)} %`}</span>
                <span className="w-40 max-w-full">
                  <ProgressBar label={`Resolved by ${model ?? "a model not given"}`} value={resolved} total={graded} />
                </span>
                {graded < attempts ? (
                  <span className="text-muted">{formatCount(attempts - graded)} not graded</span>
                ) : null}
              </span>
            ) : (
              <span className="text-muted">not graded</span>
            )}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

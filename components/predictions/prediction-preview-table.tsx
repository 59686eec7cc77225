import type { ReactNode } from "react";
import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { cutMiddle, formatAmount, formatCount } from "#lib/format";
import { describeProblem } from "#lib/predictions/describe-problem";
import type { PredictionPreview, PredictionProblem } from "#lib/predictions/model";

interface PredictionPreviewTableProps {
  readonly sets: readonly PredictionPreview[];
  readonly problems: readonly PredictionProblem[];
  /** What can be done about it. */
  readonly children: ReactNode;
}

const shownIds = 12;

/** What a file holds: a line for each model, the ids that the dataset does not know, and what could not be read. */
export function PredictionPreviewTable({ sets, problems, children }: PredictionPreviewTableProps) {
  const strangers = sets.filter(({ unknown }) => unknown > 0);
  return (
    <section aria-labelledby="found" className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3 px-4">
        <h2 id="found" className="text-sm font-semibold">
          {formatAmount(sets.length, "model")} in the file
        </h2>
        {children}
      </div>
      <PlainTable
        label="What the file holds"
        columns={[
          { label: "Model" },
          { label: "Predictions", isNumber: true },
          { label: "Patches", isNumber: true },
          { label: "Empty", isNumber: true },
          { label: "Unknown tasks", isNumber: true },
        ]}
      >
        {sets.map(({ model, predictions, patches, empty, unknown }) => (
          <tr key={model}>
            <td className="font-mono" title={model}>
              <VisibleText text={cutMiddle(model, 48)} />
            </td>
            {[predictions, patches, empty].map((count, index) => (
              <td key={["predictions", "patches", "empty"][index]} className="text-right tabular-nums">
                {formatCount(count)}
              </td>
            ))}
            <td className={unknown > 0 ? "text-right text-warn tabular-nums" : "text-right tabular-nums"}>
              {formatCount(unknown)}
            </td>
          </tr>
        ))}
      </PlainTable>
      {strangers.map(({ model, unknown, unknownIds }) => (
        <p key={model} className="px-4 text-[13px] text-muted">
          The dataset has no task for {formatAmount(unknown, "prediction")} of{" "}
          <span className="font-mono">
            <VisibleText text={cutMiddle(model, 48)} />
          </span>
          : <UnknownIds ids={unknownIds} total={unknown} />. They are kept, and not run.
        </p>
      ))}
      {problems.length > 0 ? (
        <div className="px-4">
          <h3 className="pb-1 text-[13px] font-semibold text-bad">
            {formatAmount(problems.length, "entry", "entries")} that cannot be read and will be left out
          </h3>
          <ul className="max-h-72 overflow-auto rounded-md border px-3 py-2 font-mono text-[13px] break-words">
            {problems.map((problem) => (
              <li key={describeProblem(problem)}>
                <VisibleText text={describeProblem(problem)} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}

function UnknownIds({ ids, total }: { ids: readonly string[]; total: number }) {
  const shown = ids.slice(0, shownIds);
  return (
    <>
      <span className="font-mono break-words text-text">
        <VisibleText text={shown.join(", ")} />
      </span>
      {total > shown.length ? ` and ${formatCount(total - shown.length)} more` : null}
    </>
  );
}

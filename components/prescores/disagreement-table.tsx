import Link from "next/link";
import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { formatAnswer } from "#lib/core/review/format-answer";
import { cutMiddle, formatAmount, formatCount } from "#lib/format";
import type { Disagreement } from "#lib/reviews/prescores";

interface DisagreementTableProps {
  readonly project: string;
  readonly rows: readonly Disagreement[];
  /** Of answers of models; more than are listed where there are too many. */
  readonly total: number;
}

/** The items that people and a model see differently, the most different first. */
export function DisagreementTable({ project, rows, total }: DisagreementTableProps) {
  return (
    <section className="grid gap-2 pb-8">
      <h2 className="px-4 text-sm font-semibold">{formatAmount(total, "answer")} of models to look at again</h2>
      {total > rows.length ? (
        <p className="px-4 text-[13px] text-muted">
          The {formatCount(rows.length)} that differ most are shown.{" "}
          <Link href={`/review/${project}/pre-scores?all=true`} prefetch={false} className="text-accent underline">
            Show all of them
          </Link>
        </p>
      ) : null}
      <PlainTable
        label="Where people and models differ"
        columns={[
          { label: "Item" },
          { label: "Model" },
          { label: "People" },
          { label: "Model says" },
          { label: "Answers" },
        ]}
      >
        {rows.map(({ itemId, instanceId, model, people, machine, differences }) => (
          <tr key={`${itemId} ${model}`}>
            <td className="font-mono" title={instanceId}>
              <Link
                href={`/review/${project}/items/${itemId}`}
                prefetch={false}
                className="text-accent hover:underline"
              >
                <VisibleText text={cutMiddle(instanceId, 44)} />
              </Link>
            </td>
            <td className="font-mono">
              <VisibleText text={cutMiddle(model, 30)} />
            </td>
            <td>{people ?? "–"}</td>
            <td className={people !== null && machine !== null && people !== machine ? "font-semibold text-warn" : ""}>
              {machine ?? "–"}
            </td>
            <td className="max-w-2xl truncate text-muted">
              {differences.map(({ question, one, other }) => (
                <span key={question.id} className="mr-3">
                  {question.id}: <VisibleText text={formatAnswer(question, one)} /> /{" "}
                  <VisibleText text={formatAnswer(question, other)} />
                </span>
              ))}
            </td>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
}

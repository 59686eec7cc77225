import { VisibleText } from "#components/ui/visible-text";
import { formatAmount, formatBytes } from "#lib/format";
import type { TrajectoryDetail } from "#lib/trajectories/detail";

export type TrajectoryAbout = Pick<
  TrajectoryDetail,
  | "format"
  | "formatVersion"
  | "scaffoldVersion"
  | "parameters"
  | "notes"
  | "continuedIn"
  | "problems"
  | "source"
  | "run"
>;

const mostProblems = 100;
const longestText = 20_000;
const mostLines = 200;

/** Where a trajectory came from, how its agent was set up, and what of its record could not be understood. */
export function AboutPanel({ about }: { about: TrajectoryAbout }) {
  const { format, formatVersion, scaffoldVersion, parameters, notes, continuedIn, problems, source, run } = about;
  const facts: readonly (readonly [string, string | null])[] = [
    ["File", source.fileName],
    ["Record", formatBytes(source.sizeBytes)],
    ["Format", formatVersion === null ? format : `${format}, ${formatVersion}`],
    ["Scaffold version", scaffoldVersion],
    ["Run", run],
    ["Goes on in", continuedIn],
  ];
  const settings = JSON.stringify(parameters, null, 2);
  const lines = settings.slice(0, longestText).split("\n").slice(0, mostLines);
  return (
    <div className="grid content-start gap-4 overflow-y-auto p-3 text-[13px]">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="[overflow-wrap:anywhere]">
                <VisibleText text={value} />
              </dd>
            </div>
          ),
        )}
      </dl>
      {notes === null ? null : (
        <section>
          <h3 className="font-medium">Notes</h3>
          <p className="[overflow-wrap:anywhere]">
            <VisibleText text={notes.slice(0, longestText)} />
          </p>
        </section>
      )}
      {settings === "{}" ? null : (
        <section>
          <h3 className="font-medium">Parameters of the agent</h3>
          <pre className="overflow-x-auto py-1 text-[13px]/5">
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move
              <div key={index} className="min-h-5">
                <VisibleText text={line} />
              </div>
            ))}
          </pre>
          {lines.join("\n").length < settings.length ? (
            <p className="text-muted">Only the beginning; the raw record holds all of it.</p>
          ) : null}
        </section>
      )}
      <section>
        <h3 className="font-medium">
          {problems.length === 0
            ? "Everything of the record was understood"
            : `${formatAmount(problems.length, "place")} of the record could not be understood`}
        </h3>
        <ul className="grid gap-1 pt-1">
          {problems.slice(0, mostProblems).map(({ path, expected, found }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and places may repeat
            <li key={index} className="[overflow-wrap:anywhere]">
              <code>
                <VisibleText text={path} />
              </code>
              : expected <VisibleText text={expected} />, found <VisibleText text={found} />
            </li>
          ))}
        </ul>
        {problems.length > mostProblems ? (
          <p className="text-muted">and {formatAmount(problems.length - mostProblems, "place")} more</p>
        ) : null}
      </section>
    </div>
  );
}

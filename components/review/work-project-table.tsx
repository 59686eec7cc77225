import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { ProjectStateBadge } from "#components/review-projects/project-state-badge";
import { Button } from "#components/ui/button";
import { PlainTable } from "#components/ui/plain-table";
import { ProgressBar } from "#components/ui/progress-bar";
import { VisibleText } from "#components/ui/visible-text";
import { formatCount } from "#lib/format";
import type { WorkProjectRow } from "#lib/reviews/list-work-projects";

interface WorkProjectTableProps {
  readonly projects: readonly WorkProjectRow[];
  /** Whether this person's role reviews. */
  readonly canReview: boolean;
}

/** Projects with how far they have got, and the way onto their desks. */
export function WorkProjectTable({ projects, canReview }: WorkProjectTableProps) {
  return (
    <PlainTable
      label="Projects of review"
      columns={[
        { label: "Project" },
        { label: "State", isMinor: true },
        { label: "Reviewed", isMinor: true },
        { label: "By you", isNumber: true, isMinor: true },
        { label: "Team", isNumber: true },
        { label: "Disputed", isNumber: true, isMinor: true },
        { label: "" },
      ]}
    >
      {projects.map((project) => {
        const { slug, title, state, subject, formName, progress } = project;
        const { mine, items, slots } = progress;
        return (
          <tr key={slug}>
            <td className="max-w-36 sm:max-w-80">
              <Link
                href={`/review/${slug}`}
                prefetch={false}
                className="block truncate pt-1 font-medium hover:text-accent hover:underline"
                title={title}
              >
                <VisibleText text={title} />
              </Link>
              <span className="block truncate pb-1 text-xs text-muted max-sm:hidden">
                {formatCount(items.open + items.disputed + items.decided)} {subject}, {formName}
              </span>
            </td>
            <td className="max-sm:hidden">
              <ProjectStateBadge state={state} />
            </td>
            <td className="w-40 max-sm:hidden">
              <ProgressBar label={`Reviews of ${title}`} value={slots.submitted} total={slots.all} />
            </td>
            <td className="text-right tabular-nums max-sm:hidden">
              {formatCount(mine.submitted)}
              {mine.drafts > 0 ? (
                <span className="block text-xs text-muted">
                  {formatCount(mine.drafts)} {mine.drafts === 1 ? "draft" : "drafts"}
                </span>
              ) : null}
            </td>
            <td className="text-right tabular-nums">
              {formatCount(slots.submitted)} of {formatCount(slots.all)}
            </td>
            <td className="text-right tabular-nums max-sm:hidden">{formatCount(items.disputed)}</td>
            <td className="text-right">
              <ProjectAction project={project} canReview={canReview} />
            </td>
          </tr>
        );
      })}
    </PlainTable>
  );
}

function ProjectAction({ project, canReview }: { project: WorkProjectRow; canReview: boolean }) {
  const { slug, title, state, canTakePart, progress } = project;
  if (!canReview) return null;
  if (!canTakePart) return <span className="text-muted">members only</span>;
  const { slots, mine } = progress;
  if (slots.submitted === slots.all) return <span className="text-muted">all done</span>;
  if (state !== "open") return null;
  const verb = mine.submitted > 0 || mine.drafts > 0 ? "Go on" : "Start";
  return (
    <Button asChild size="small" look="primary">
      <Link href={`/review/${slug}/desk`} prefetch={false} aria-label={`${verb} reviewing ${title}`}>
        {verb}
        <span className="-ml-0.5 max-sm:hidden">reviewing</span>
        <ArrowRight />
      </Link>
    </Button>
  );
}

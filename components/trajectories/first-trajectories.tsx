import { Route } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Notice } from "#components/ui/notice";

const command = "npm run assay -- import-trajectories <path> --dataset <slug>";

/** The list of an installation that has no trajectories yet. */
export function FirstTrajectories({ canImport }: { canImport: boolean }) {
  return (
    <Notice
      icon={Route}
      title="No trajectories yet"
      actions={
        canImport ? (
          <Button asChild look="primary">
            <Link href="/datasets/new?kind=trajectories">Import a file</Link>
          </Button>
        ) : null
      }
    >
      A trajectory is what one agent did on one task: its messages, its tool calls and what came back. Import those of
      SWE-agent, mini-SWE-agent, OpenHands or R2E-Gym, chat messages, or ATIF.
      {canImport ? " On the command line:" : " A curator can do that."}
      {canImport ? (
        <span className="mt-3 flex items-center justify-center gap-1">
          <code className="rounded bg-sunken px-1.5 py-0.5 text-[13px] break-all">{command}</code>
          <CopyButton text={command} label="Copy the command" size="smallIcon" />
        </span>
      ) : null}
    </Notice>
  );
}

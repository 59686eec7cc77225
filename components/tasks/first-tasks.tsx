import { Inbox } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

/** The list of an installation that has no tasks yet. */
export function FirstTasks({ canImport }: { canImport: boolean }) {
  return (
    <Notice
      icon={Inbox}
      title="No tasks yet"
      actions={
        canImport ? (
          <Button asChild look="primary">
            <Link href="/datasets/new">Import a file</Link>
          </Button>
        ) : null
      }
    >
      A task is an issue with a repository, a fix and the tests that prove it. Import SWE-bench rows or any of their
      relatives, as JSONL or Parquet.
      {canImport ? null : " A curator can do that."}
    </Notice>
  );
}

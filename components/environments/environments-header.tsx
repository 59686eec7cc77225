import { Plus } from "lucide-react";
import Link from "next/link";
import { EnvironmentTabs } from "#components/environments/environment-tabs";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import type { ListTab } from "#lib/environments/filters";

interface EnvironmentsHeaderProps {
  readonly current: ListTab | "repositories";
  readonly canWrite: boolean;
}

export function EnvironmentsHeader({ current, canWrite }: EnvironmentsHeaderProps) {
  return (
    <>
      <PageHeader title="Environments">
        {canWrite ? (
          <Button asChild look="primary">
            <Link href="/settings/environments/new">
              <Plus /> New environment
            </Link>
          </Button>
        ) : null}
      </PageHeader>
      <EnvironmentTabs current={current} />
    </>
  );
}

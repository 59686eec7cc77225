import { Lock } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

export default function Forbidden() {
  return (
    <main>
      <Notice
        icon={Lock}
        title="Your role does not reach here"
        actions={
          <Button asChild look="primary">
            <Link href="/tasks">To the tasks</Link>
          </Button>
        }
      >
        An administrator can change roles under Settings, Users.
      </Notice>
    </main>
  );
}

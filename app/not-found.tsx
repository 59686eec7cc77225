import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

export default function NotFound() {
  return (
    <main>
      <Notice
        icon={MapPinOff}
        title="There is nothing at this address"
        actions={
          <Button asChild look="primary">
            <Link href="/tasks">To the tasks</Link>
          </Button>
        }
      >
        The link may be mistyped, or what it led to was removed.
      </Notice>
    </main>
  );
}

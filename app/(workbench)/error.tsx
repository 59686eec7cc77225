"use client";

import { ServerCrash } from "lucide-react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";

/** A page that failed says so; it never looks like an empty one. */
export default function WorkbenchError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main>
      <Notice
        icon={ServerCrash}
        title="This page could not be loaded"
        actions={
          <Button look="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        The server or its database did not answer as it should. Nothing you saved is lost.
        {error.digest ? (
          <>
            {" "}
            The server's log has the reason under <code>{error.digest}</code>.
          </>
        ) : null}
      </Notice>
    </main>
  );
}

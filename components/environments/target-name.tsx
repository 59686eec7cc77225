import { Badge } from "#components/ui/badge";
import { VisibleText } from "#components/ui/visible-text";
import type { KnownTarget } from "#lib/environments/model";

/** What a rule is for. */
export function TargetName({ target }: { target: KnownTarget }) {
  switch (target.scope) {
    case "task":
      return (
        <>
          <VisibleText text={target.instanceId} /> <Badge>{target.dataset}</Badge>
        </>
      );
    case "repository":
      return (
        <>
          <VisibleText text={target.repo} />{" "}
          {target.version === null ? null : (
            <Badge>
              version <VisibleText text={target.version} />
            </Badge>
          )}
        </>
      );
    case "language":
      return <VisibleText text={target.language} />;
  }
}

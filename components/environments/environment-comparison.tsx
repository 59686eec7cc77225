"use client";

import { useRouter } from "next/navigation";
import { CodeDiff } from "#components/code/code-diff";
import { environmentHref } from "#components/environments/environment-link";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { shortHash } from "#lib/environments/names";

interface Named {
  readonly hash: string;
  readonly name: string;
}

interface EnvironmentComparisonProps {
  readonly hash: string;
  readonly text: string;
  readonly before: (Named & { readonly text: string }) | null;
  readonly choices: readonly Named[];
  /** Whether there are more than these. */
  readonly isCut: boolean;
}

/** What one environment says that another one does not. */
export function EnvironmentComparison({ hash, text, before, choices, isCut }: EnvironmentComparisonProps) {
  const router = useRouter();
  return (
    <div className="grid grid-cols-1 gap-3 p-4">
      <div className="max-w-md">
        <Field
          label="Changes since"
          hint={isCut ? "The newest are listed, and those of the same name. For another one, change the address." : ""}
        >
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={before?.hash ?? ""}
              onChange={(event) =>
                router.push(`${environmentHref(hash)}?tab=compare&with=${shortHash(event.target.value)}`)
              }
            >
              {before ? null : <option value="">Choose an environment</option>}
              {choices.map((choice) => (
                <option key={choice.hash} value={choice.hash}>
                  {choice.name} ({shortHash(choice.hash)})
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {before ? (
        <CodeDiff
          before={before.text}
          after={text}
          language="json"
          label={`Changes from ${shortHash(before.hash)} to ${shortHash(hash)}`}
        />
      ) : (
        <p className="text-muted">Choose what to compare this one with.</p>
      )}
    </div>
  );
}

"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useId } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { reviewSubjects } from "#lib/core/review/model";
import type { SubjectChoiceInput } from "#lib/reviews/subject-choice";
import { formatSubjects } from "#lib/reviews/words";

interface SubjectFieldsProps {
  readonly choice: SubjectChoiceInput;
  readonly onChange: (choice: SubjectChoiceInput) => void;
  /** Null while it is not known. */
  readonly count: number | null;
  readonly error: string | null;
}

/** What is reviewed: by the filter of a list, with how many that are just now, or what was picked there. */
export function SubjectFields({ choice, onChange, count, error }: SubjectFieldsProps) {
  const { subject, ids, filter = "" } = choice;
  const name = useId();
  return (
    <div className="grid gap-3">
      <fieldset className="flex flex-wrap gap-4">
        <legend className="pb-1 text-[13px] font-medium">What is reviewed</legend>
        {reviewSubjects.map((each) => (
          <label key={each} className="flex items-center gap-2 text-sm">
            <input
              type="radio"
              name={name}
              className="accent-accent"
              checked={each === subject}
              onChange={() => onChange({ subject: each, ids: null, filter: "" })}
            />
            {each === "tasks" ? "Tasks" : "Trajectories"}
          </label>
        ))}
      </fieldset>
      {ids ? (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span role="status">{formatSubjects(count ?? ids.length, subject)} that were picked in the list</span>
          <button
            type="button"
            className="text-accent underline"
            onClick={() => onChange({ subject, ids: null, filter: "" })}
          >
            Use a filter instead
          </button>
        </p>
      ) : (
        <div className="grid gap-1">
          <Field
            label="Filter"
            hint={
              <>
                The query of a list, or its whole address.{" "}
                <Link
                  href={`/${subject}?${filter.replace(/^[^?]*\?/, "")}`}
                  target="_blank"
                  className="text-accent underline"
                >
                  Look at them in the list <ExternalLink aria-hidden className="inline size-3" />
                </Link>
              </>
            }
            error={error ?? undefined}
          >
            {(control) => (
              <Input
                {...control}
                className="font-mono text-[13px]"
                placeholder={subject === "tasks" ? "dataset=verified&status=validated" : "verdict=resolved"}
                maxLength={20_000}
                autoComplete="off"
                spellCheck={false}
                value={filter}
                onChange={({ target }) => onChange({ subject, ids: null, filter: target.value })}
              />
            )}
          </Field>
          <p role="status" className="text-sm font-medium tabular-nums">
            {error ? "" : count === null ? "Counting…" : `${formatSubjects(count, subject)} just now`}
          </p>
        </div>
      )}
    </div>
  );
}

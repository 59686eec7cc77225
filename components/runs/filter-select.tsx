"use client";

import { Select } from "#components/ui/select";
import { inWords } from "#lib/runs/describe";

interface FilterSelectProps<T extends string> {
  /** What is chosen, as it follows "any": `state`. */
  readonly noun: string;
  readonly value: T | null;
  readonly choices: readonly T[];
  readonly onChange: (value: T | null) => void;
}

/** One value of a closed list, or any. */
export function FilterSelect<T extends string>({ noun, value, choices, onChange }: FilterSelectProps<T>) {
  return (
    <Select
      aria-label={`Filter by ${noun}`}
      data-active={value !== null || undefined}
      className="data-active:border-accent data-active:bg-accent-soft data-active:text-accent-strong"
      value={value ?? ""}
      onChange={(event) => onChange(choices.find((choice) => choice === event.target.value) ?? null)}
    >
      <option value="">Any {noun}</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {inWords(choice)}
        </option>
      ))}
    </Select>
  );
}

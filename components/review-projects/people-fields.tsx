"use client";

import { useId, useState } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { Input } from "#components/ui/input";
import { VisibleText } from "#components/ui/visible-text";
import { formatAmount } from "#lib/format";
import type { PersonRow } from "#lib/reviews/model";

interface PeopleChoice {
  readonly isOpenToAll: boolean;
  readonly members: readonly string[];
}

interface PeopleFieldsProps {
  readonly people: readonly PersonRow[];
  readonly value: PeopleChoice;
  readonly onChange: (changes: Partial<PeopleChoice>) => void;
}

/** Who takes part: everybody who may review, or those who are chosen. */
export function PeopleFields({ people, value, onChange }: PeopleFieldsProps) {
  const [q, setQ] = useState("");
  const radioName = useId();
  const chosen = new Set(value.members);
  const wanted = q.trim().toLowerCase();
  const shown = people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
  function toggle(id: string, isIn: boolean) {
    onChange({ members: isIn ? [...value.members, id] : value.members.filter((member) => member !== id) });
  }
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1 text-[13px] font-medium">Who takes part</legend>
      <label className="flex items-baseline gap-2 text-sm">
        <input
          type="radio"
          name={radioName}
          className="accent-accent"
          checked={value.isOpenToAll}
          onChange={() => onChange({ isOpenToAll: true })}
        />
        Everybody who may review
      </label>
      <label className="flex items-baseline gap-2 text-sm">
        <input
          type="radio"
          name={radioName}
          className="accent-accent"
          checked={!value.isOpenToAll}
          onChange={() => onChange({ isOpenToAll: false })}
        />
        Only these people
      </label>
      {value.isOpenToAll ? null : (
        <div className="grid max-w-lg gap-2 rounded-md border p-2">
          <div className="flex items-center gap-2">
            <Input
              type="search"
              aria-label="Find somebody"
              placeholder="Name or e-mail"
              value={q}
              onChange={({ target }) => setQ(target.value)}
            />
            <span className="text-[13px] whitespace-nowrap text-muted">
              {formatAmount(chosen.size, "person", "people")}
            </span>
          </div>
          <ul className="grid max-h-60 gap-0.5 overflow-auto">
            {shown.map(({ id, name, email }) => (
              <li key={id}>
                <label className="flex items-center gap-2 rounded px-1 py-0.5 text-sm hover:bg-sunken">
                  <Checkbox checked={chosen.has(id)} onChange={({ target }) => toggle(id, target.checked)} />
                  <span className="min-w-0 truncate">
                    <VisibleText text={name ? `${name}, ${email}` : email} />
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {shown.length === 0 ? <p className="text-[13px] text-muted">Nobody of that name may review.</p> : null}
        </div>
      )}
    </fieldset>
  );
}

"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useRef } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { Kbd } from "#components/ui/kbd";

interface SearchBoxProps {
  readonly action: string;
  readonly label: string;
  readonly placeholder: string;
  readonly q: string;
  /** What else the address of the list says. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** The search of a short list: Enter asks, and the answer has an address. */
export function SearchBox({ action, label, placeholder, q, kept = {} }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcuts("Search", [{ keys: "/", description: label, run: () => input.current?.focus() }]);
  return (
    <search className="min-w-52 flex-1 sm:max-w-md">
      <Form action={action} className="relative">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
        <input
          key={q}
          ref={input}
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder}
          defaultValue={q}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
          className="h-8 w-full rounded-md border border-line-strong bg-raised pr-8 pl-8 text-sm placeholder:text-muted"
        />
        <span className="pointer-events-none absolute top-1.5 right-2">
          <Kbd>/</Kbd>
        </span>
      </Form>
    </search>
  );
}

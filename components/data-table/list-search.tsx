"use client";

import { Search } from "lucide-react";
import { debounce } from "nuqs";
import { useRef } from "react";
import { useList } from "#components/data-table/use-list";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { Kbd } from "#components/ui/kbd";

const typingPause = { limitUrlUpdates: debounce(250), history: "replace" } as const;

export function ListSearch() {
  const { spec, params, setParams } = useList();
  const input = useRef<HTMLInputElement>(null);
  useShortcuts("Search", [{ keys: "/", description: "Search", run: () => input.current?.focus() }]);
  return (
    <search className="relative min-w-52 flex-1 sm:max-w-xl">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <input
        ref={input}
        type="search"
        aria-label={`Search ${spec.plural}`}
        placeholder={spec.searchHint}
        value={params.q}
        onChange={(event) => setParams({ q: event.target.value || null, cursor: null }, typingPause)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="h-8 w-full rounded-md border border-line-strong bg-raised pr-8 pl-8 placeholder:text-muted"
      />
      <span className="pointer-events-none absolute top-1.5 right-2">
        <Kbd>/</Kbd>
      </span>
    </search>
  );
}

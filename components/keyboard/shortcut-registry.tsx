"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

export interface Shortcut {
  /** As tinykeys writes it: `j`, `Shift+?`, `$mod+k`. */
  readonly keys: string;
  /** What the help shows where the keys are not their own name. */
  readonly shown?: string;
  readonly description: string;
  readonly run: () => void;
  /** Whether it works while a text field has the focus. */
  readonly isGlobal?: boolean;
}

interface Registry {
  readonly groups: ReadonlyMap<string, readonly Shortcut[]>;
  register(group: string, shortcuts: readonly Shortcut[]): () => void;
}

const RegistryContext = createContext<Registry | null>(null);

/** Knows every shortcut of the page at hand, so that the help can list them all. */
export function ShortcutRegistry({ children }: { children: ReactNode }) {
  const [groups, setGroups] = useState<ReadonlyMap<string, readonly Shortcut[]>>(new Map());
  const register = useCallback((group: string, shortcuts: readonly Shortcut[]) => {
    setGroups((current) => new Map(current).set(group, shortcuts));
    return () =>
      setGroups((current) => {
        const rest = new Map(current);
        rest.delete(group);
        return rest;
      });
  }, []);
  const registry = useMemo(() => ({ groups, register }), [groups, register]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export function useShortcutRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("Shortcuts need a ShortcutRegistry above them");
  return registry;
}

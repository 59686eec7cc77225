"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Place } from "#components/shell/navigation";
import { useTaskSuggestions } from "#components/shell/use-task-suggestions";

const itemLook =
  "flex cursor-pointer items-center gap-2.5 rounded-md px-2 py-2 text-sm aria-selected:bg-sunken [&_svg]:size-4 [&_svg]:text-muted";

interface PaletteDialogProps {
  readonly places: readonly Place[];
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function PaletteDialog({ places, onOpenChange }: PaletteDialogProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { tasks, error, text: answered } = useTaskSuggestions(text);
  const pages = places.filter((place) => place.label.toLowerCase().includes(text.toLowerCase()));
  function go(href: string) {
    onOpenChange(false);
    router.push(href);
  }
  return (
    <Command.Dialog
      open
      onOpenChange={onOpenChange}
      label="Search and jump"
      shouldFilter={false}
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border bg-raised shadow-float"
    >
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="size-4 text-muted" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="A page, an instance id, words of an issue"
          className="h-11 flex-1 bg-transparent outline-none placeholder:text-muted"
        />
      </div>
      <Command.List className="max-h-[50vh] overflow-auto p-2">
        <Command.Empty className="px-2 py-6 text-center text-muted">{error ?? "Nothing found"}</Command.Empty>
        {pages.length > 0 ? (
          <Command.Group heading="Pages" className="text-[13px] text-muted [&_[cmdk-group-items]]:text-text">
            {pages.map(({ href, label, icon: Icon }) => (
              <Command.Item key={href} value={href} onSelect={() => go(href)} className={itemLook}>
                <Icon aria-hidden /> {label}
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        {tasks.length > 0 ? (
          <Command.Group heading="Tasks" className="text-[13px] text-muted [&_[cmdk-group-items]]:text-text">
            {tasks.map((task) => (
              <Command.Item
                key={task.id}
                value={String(task.id)}
                onSelect={() => go(`/tasks/${task.id}`)}
                className={itemLook}
              >
                <span className="truncate font-mono text-[13px]">{task.instanceId}</span>
                <span className="ml-auto shrink-0 text-muted">{task.dataset}</span>
              </Command.Item>
            ))}
            <Command.Item value="all" onSelect={() => go(`/tasks?q=${encodeURIComponent(text)}`)} className={itemLook}>
              <Search aria-hidden /> All tasks that have these words
            </Command.Item>
          </Command.Group>
        ) : null}
        {answered !== "" && answered === text && error === null ? (
          <Command.Group heading="Trajectories" className="text-[13px] text-muted [&_[cmdk-group-items]]:text-text">
            <Command.Item
              value="steps"
              onSelect={() => go(`/trajectories?q=${encodeURIComponent(text)}`)}
              className={itemLook}
            >
              <Search aria-hidden /> Steps of agents that have these words
            </Command.Item>
          </Command.Group>
        ) : null}
      </Command.List>
    </Command.Dialog>
  );
}

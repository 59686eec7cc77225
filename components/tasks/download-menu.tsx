"use client";

import { Download } from "lucide-react";
import { createSerializer } from "nuqs";
import { useTaskParams } from "#components/tasks/use-task-params";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { MenuItem } from "#components/ui/menu-item";
import { taskListParsers, taskViewParsers } from "#lib/tasks/filters";

const serialize = createSerializer({ ...taskListParsers, cols: taskViewParsers.cols });

const formats = [
  { id: "jsonl", label: "JSONL", hint: "whole records" },
  { id: "parquet", label: "Parquet", hint: "whole records" },
  { id: "csv", label: "CSV", hint: "the columns you see" },
] as const;

/** Downloads the given tasks, or with none given all that the filter shows, in its order. */
export function DownloadMenu({ ids, label }: { ids: readonly string[]; label: string }) {
  const { params } = useTaskParams();
  function download(format: string) {
    const url = serialize(`/api/v1/tasks/export?format=${format}`, { ...params, cursor: null });
    submitDownload(url, ids);
  }
  return (
    <Menu
      label={label}
      trigger={
        <Button aria-label={label}>
          <Download /> <span className="hidden sm:inline">{label}</span>
        </Button>
      }
    >
      {formats.map(({ id, label, hint }) => (
        <MenuItem key={id} onSelect={() => download(id)}>
          {label} <span className="ml-auto pl-4 text-[13px] text-muted">{hint}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

/** A form, because a long selection does not fit into an address, and because the browser then saves the stream by itself. */
function submitDownload(url: string, ids: readonly string[]): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  const field = document.createElement("input");
  field.name = "ids";
  field.value = ids.join(",");
  form.append(field);
  document.body.append(form);
  form.submit();
  form.remove();
}

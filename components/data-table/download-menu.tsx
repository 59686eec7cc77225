"use client";

import { Download } from "lucide-react";
import { useList } from "#components/data-table/use-list";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { MenuItem } from "#components/ui/menu-item";

/** Downloads the given rows, or with none given all that the filter shows, in its order. */
export function DownloadMenu({ ids, label }: { ids: readonly string[]; label: string }) {
  const { spec, withList } = useList();
  function download(format: string) {
    submitDownload(withList(`${spec.api}/export?format=${format}`), ids);
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
      {spec.downloads.map(({ id, label, hint }) => (
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

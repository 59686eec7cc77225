"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";

const forms = [
  { id: "html", label: "HTML", hint: "One file, to read anywhere" },
  { id: "markdown", label: "Markdown", hint: "All steps" },
  { id: "atif", label: "ATIF", hint: "Agent Trajectory Interchange Format" },
  { id: "raw", label: "JSON", hint: "The record as it came" },
] as const;

export function DownloadMenu({ trajectoryId }: { trajectoryId: number }) {
  return (
    <Popover
      label="Download"
      align="end"
      isBare
      trigger={
        <Button size="small" aria-label="Download">
          <Download aria-hidden />
          <span className="max-sm:hidden">Download</span>
        </Button>
      }
    >
      <ul className="p-1 text-sm">
        {forms.map(({ id, label, hint }) => (
          <li key={id}>
            <a
              href={`/api/trajectories/${trajectoryId}/${id}`}
              download
              className="flex items-baseline gap-3 rounded px-2 py-1.5 -outline-offset-2 hover:bg-sunken"
            >
              {label}
              <span className="ml-auto text-[13px] text-muted">{hint}</span>
            </a>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

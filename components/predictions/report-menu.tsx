"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { MenuItem } from "#components/ui/menu-item";

const reports = [
  { path: "report?version=5", label: "Summary", hint: "swebench 5" },
  { path: "report?version=4", label: "Summary", hint: "swebench 4" },
  { path: "reports?version=5", label: "All report.json", hint: "swebench 5, JSONL" },
  { path: "reports?version=4", label: "All report.json", hint: "swebench 4, JSONL" },
] as const;

/** The reports of an evaluation that is over, as the harness writes them. */
export function ReportMenu({ batchId }: { batchId: string }) {
  return (
    <Menu
      label="Reports"
      trigger={
        <Button>
          <Download /> Reports
        </Button>
      }
    >
      {reports.map(({ path, label, hint }) => (
        <MenuItem key={path} onSelect={() => window.location.assign(`/api/v1/batches/${batchId}/${path}`)}>
          {label} <span className="ml-auto pl-4 text-[13px] text-muted">{hint}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

"use client";

import { ArrowDown, ArrowUp, Columns3, Pin, PinOff } from "lucide-react";
import { useList } from "#components/data-table/use-list";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Popover } from "#components/ui/popover";

/** Which columns, in which order, which of them stay in sight, and how tall a row is. */
export function ColumnMenu() {
  const { spec, params, setParams } = useList();
  const shown = params.cols;
  const hidden = spec.columns.filter((column) => !shown.includes(column.id)).map((column) => column.id);
  const viewOptions = { shallow: true, history: "replace" } as const;

  function show(cols: string[]) {
    if (cols.length > 0) setParams({ cols }, viewOptions);
  }
  function move(id: string, by: -1 | 1) {
    const from = shown.indexOf(id);
    const cols = shown.filter((other) => other !== id);
    cols.splice(Math.max(0, from + by), 0, id);
    show(cols);
  }
  function togglePin(id: string) {
    const pin = params.pin.includes(id) ? params.pin.filter((other) => other !== id) : [...params.pin, id];
    setParams({ pin }, viewOptions);
  }

  return (
    <Popover
      label="Columns"
      align="end"
      trigger={
        <Button aria-label="Columns">
          <Columns3 /> <span className="hidden sm:inline">Columns</span>
        </Button>
      }
    >
      <ul className="grid">
        {[...shown, ...hidden].map((id, index) => {
          const label = spec.columns.find((column) => column.id === id)?.label ?? id;
          const isShown = index < shown.length;
          const isPinned = params.pin.includes(id);
          return (
            <li key={id} className="flex h-8 items-center gap-1">
              <label className="flex flex-1 cursor-pointer items-center gap-2">
                <Checkbox
                  checked={isShown}
                  onChange={() => show(isShown ? shown.filter((other) => other !== id) : [...shown, id])}
                />
                {label}
              </label>
              {isShown ? (
                <>
                  <Button
                    look="quiet"
                    size="smallIcon"
                    aria-label={`Move ${label} left`}
                    disabled={index === 0}
                    onClick={() => move(id, -1)}
                  >
                    <ArrowUp />
                  </Button>
                  <Button
                    look="quiet"
                    size="smallIcon"
                    aria-label={`Move ${label} right`}
                    disabled={index === shown.length - 1}
                    onClick={() => move(id, 1)}
                  >
                    <ArrowDown />
                  </Button>
                  <Button
                    look="quiet"
                    size="smallIcon"
                    aria-label={isPinned ? `Unpin ${label}` : `Pin ${label}`}
                    aria-pressed={isPinned}
                    onClick={() => togglePin(id)}
                  >
                    {isPinned ? <PinOff className="text-accent" /> : <Pin />}
                  </Button>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      <fieldset className="mt-2 flex items-center gap-3 border-t pt-2">
        <legend className="sr-only">Row height</legend>
        {(["compact", "comfortable"] as const).map((density) => (
          <label key={density} className="flex cursor-pointer items-center gap-1.5 capitalize">
            <input
              type="radio"
              name="density"
              className="accent-accent"
              checked={params.density === density}
              onChange={() => setParams({ density }, viewOptions)}
            />
            {density}
          </label>
        ))}
        <Button
          look="quiet"
          size="small"
          className="ml-auto"
          onClick={() => setParams({ cols: null, pin: null, density: null }, viewOptions)}
        >
          Reset
        </Button>
      </fieldset>
    </Popover>
  );
}

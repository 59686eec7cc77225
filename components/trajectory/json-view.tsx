"use client";

import { ShowAll } from "#components/trajectory/show-all";
import { useStepTexts } from "#components/trajectory/step-texts";
import { TextBlock } from "#components/trajectory/text-block";
import { VisibleText } from "#components/ui/visible-text";
import type { ToolCall } from "#lib/core/trajectory/model";

const longestShown = 4_000;

/** The arguments of a tool that is not known: each by its name, texts as texts, all else as JSON. */
export function JsonView({ path, call }: { path: string; call: ToolCall }) {
  const entries = Object.entries(call.arguments);
  const { step } = useStepTexts();
  if (entries.length === 0) return <p className="text-[13px] text-muted">Called without arguments.</p>;
  return (
    <dl className="grid min-w-0 gap-1.5">
      {entries.slice(0, 50).map(([name, value]) => {
        const place = `${path}.arguments.${name}`;
        const json = typeof value === "string" ? value : JSON.stringify(value, null, 2);
        const isCut = typeof value !== "string" && json.length > longestShown;
        return (
          <div key={name} className="min-w-0">
            <dt className="text-[13px] text-muted">
              <VisibleText text={name.slice(0, 200)} />
            </dt>
            <dd className="min-w-0">
              <TextBlock path={place} text={isCut ? json.slice(0, longestShown) : json} look="code" />
              {isCut ? <ShowAll name={{ step, path: null }} lines={1} characters={json.length} isHere={false} /> : null}
            </dd>
          </div>
        );
      })}
      {entries.length > 50 ? (
        <ShowAll name={{ step, path: null }} lines={entries.length} characters={0} isHere={false} />
      ) : null}
    </dl>
  );
}

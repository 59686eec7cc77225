"use client";

import { useMemo } from "react";
import { PathLabel } from "#components/trajectory/path-label";
import { ShowAll } from "#components/trajectory/show-all";
import { useStepScene } from "#components/trajectory/step-scene";
import { useStepTexts } from "#components/trajectory/step-texts";
import { TextSegments } from "#components/trajectory/text-segments";
import { findWords } from "#lib/core/text/find-words";
import { styleText } from "#lib/core/text/style-text";
import type { Edit, EditAction } from "#lib/core/trajectory/action";
import { diffEdit, type EditLine } from "#lib/core/trajectory/diff-edit";
import type { ToolCall } from "#lib/core/trajectory/model";
import { formatAmount } from "#lib/format";

const shownLines = 36;
const openedLines = 300;
const longestLine = 2_000;
/** Each is an element of the page. */
const mostSegments = 20;

const looks: Readonly<Record<EditLine["kind"], readonly [className: string, mark: string]>> = {
  added: ["bg-diff-added before:content-['+_']", "+"],
  removed: ["bg-diff-removed before:content-['-_']", "-"],
  context: ["before:content-['+_'] before:invisible", " "],
};

interface EditViewProps {
  /** The call's place in its step. */
  readonly path: string;
  readonly call: ToolCall;
  readonly action: EditAction;
  /** Says only that the file is written: its text stands in the command above. */
  readonly isBrief?: boolean;
}

/** What an edit takes away and what it puts there. */
export function EditView({ path, call, action, isBrief = false }: EditViewProps) {
  const { isOpened, query } = useStepScene();
  const { step, cuts } = useStepTexts();
  const lines = useMemo(() => (isBrief ? [] : diffEdit(action.edit)), [action.edit, isBrief]);
  const name = { step, path: `${path}.edit` };
  const isOpen = isOpened(name);
  const shown = lines.slice(0, isOpen ? openedLines : shownLines);
  const cutTexts = isBrief ? [] : cuts.filter((cut) => cut.path.startsWith(`${path}.arguments.`));
  return (
    <div className="grid min-w-0 gap-1">
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-[13px]">
        <span className="text-muted">{wordOf(action.edit)}</span>
        <PathLabel path={action.path} />
      </p>
      {lines.length === 0 ? null : (
        <div className="overflow-hidden rounded-md border py-1 font-mono text-[13px]/5 [tab-size:4]" dir="ltr">
          {shown.map((line, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an edit never move
              key={index}
              className={`min-h-5 px-2 [overflow-wrap:anywhere] whitespace-pre-wrap before:text-muted before:select-none ${looks[line.kind][0]}`}
            >
              <LineText text={line.text} query={query} />
            </div>
          ))}
        </div>
      )}
      {lines.length > shown.length ? (
        isOpen ? (
          <ShowAll name={{ step, path: null }} lines={lines.length} characters={0} isHere={false} />
        ) : (
          <ShowAll name={name} lines={lines.length} characters={0} isHere />
        )
      ) : null}
      {cutTexts.map((cut) => (
        <div key={cut.path} className="flex flex-wrap items-baseline gap-2 text-[13px] text-warn">
          Only the beginning of <code>{cut.path.slice(`${path}.arguments.`.length)}</code> is compared here.
          <ShowAll name={{ step, path: cut.path }} lines={cut.lines} characters={cut.characters} isHere={false} />
        </div>
      ))}
      {action.edit.type === "unknown" ? (
        <p className="text-[13px] text-muted">{call.name} does not tell the text.</p>
      ) : null}
    </div>
  );
}

function LineText({ text, query }: { text: string; query: string }) {
  const shown = text.slice(0, longestLine);
  const segments = styleText(shown, [], query === "" ? [] : findWords(shown, [query]));
  const isCut = text.length > longestLine || segments.length > mostSegments;
  return (
    <>
      <TextSegments segments={segments.slice(0, mostSegments)} />
      {isCut ? <span className="text-muted"> … {formatAmount(text.length, "character")} in this line</span> : null}
    </>
  );
}

function wordOf(edit: Edit): string {
  switch (edit.type) {
    case "create":
      return "Creates";
    case "replace":
      return "Replaces in";
    case "insert":
      return edit.line === 0 ? "Inserts at the top of" : `Inserts after line ${edit.line} of`;
    case "lines":
      return edit.firstLine === edit.lastLine
        ? `Replaces line ${edit.firstLine} of`
        : `Replaces lines ${edit.firstLine} to ${edit.lastLine} of`;
    case "patch":
      return "Applies a patch to";
    case "undo":
      return "Undoes the last edit of";
    case "unknown":
      return "Edits";
  }
}

import { ChevronRight, Globe, Search } from "lucide-react";
import { EditView } from "#components/trajectory/edit-view";
import { JsonView } from "#components/trajectory/json-view";
import { PathLabel } from "#components/trajectory/path-label";
import { TextBlock } from "#components/trajectory/text-block";
import { VisibleText } from "#components/ui/visible-text";
import type { Action, CommandAction, EditAction, SearchAction, ViewAction } from "#lib/core/trajectory/action";
import type { ToolCall } from "#lib/core/trajectory/model";

interface ActionViewProps {
  /** The call's place in its step. */
  readonly path: string;
  readonly call: ToolCall;
  readonly action: Action;
  /** What the call does first: a command, where the others are files that it writes. */
  readonly main: Action | undefined;
}

export function ActionView({ path, call, action, main }: ActionViewProps) {
  switch (action.kind) {
    case "command":
      return <CommandView path={textPath(path, call, action.command)} action={action} />;
    case "view":
      return <FileView action={action} />;
    case "edit":
      return <EditView path={path} call={call} action={action} isBrief={isToldBy(main, action)} />;
    case "search":
      return <SearchView action={action} />;
    case "browse":
      return <BrowseView path={textPath(path, call, action.text)} url={action.url} text={action.text} />;
    case "think":
      return <TextBlock path={textPath(path, call, action.thought)} text={action.thought} look="reasoning" />;
    case "subagent":
      return <TextBlock path={textPath(path, call, action.prompt)} text={action.prompt} look="prose" />;
    case "finish":
      return action.message === null ? (
        <p className="text-[13px] text-muted">Hands in its work.</p>
      ) : (
        <TextBlock path={textPath(path, call, action.message)} text={action.message} look="prose" />
      );
    case "other":
      return <JsonView path={path} call={call} />;
  }
}

/** Whether the text that a command writes into a file stands in the command itself. */
function isToldBy(main: Action | undefined, { edit }: EditAction): boolean {
  if (main?.kind !== "command" || (edit.type !== "create" && edit.type !== "insert")) return false;
  return main.command.includes(edit.text.trim());
}

/** The argument that a text of an action came from, so that the rest of a cut one can be asked for. */
function textPath(path: string, { arguments: args }: ToolCall, text: string): string {
  const name = Object.keys(args).find((key) => args[key] === text);
  return name === undefined ? path : `${path}.arguments.${name}`;
}

function CommandView({ path, action }: { path: string; action: CommandAction }) {
  return (
    <div className="flex min-w-0 gap-2 border-l-2 border-accent pl-3">
      <span aria-hidden className="font-mono text-[13px]/5 text-muted select-none">
        {action.language === "python" ? ">>>" : "$"}
      </span>
      <TextBlock path={path} text={action.command} look="code" />
    </div>
  );
}

function FileView({ action: { path, firstLine, lastLine } }: { action: ViewAction }) {
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-[13px]">
      <span className="text-muted">Reads</span>
      <PathLabel path={path} />
      {firstLine === null ? null : (
        <span className="text-muted tabular-nums">
          from line {firstLine}
          {lastLine === null ? "" : ` to ${lastLine}`}
        </span>
      )}
    </p>
  );
}

function SearchView({ action: { query, path } }: { action: SearchAction }) {
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-[13px]">
      <Search aria-hidden className="size-3.5 shrink-0 self-center text-muted" />
      <code className="min-w-0 [overflow-wrap:anywhere]">
        <VisibleText text={query.slice(0, 2_000)} />
      </code>
      {path === null ? null : (
        <>
          <span className="text-muted">in</span>
          <PathLabel path={path} />
        </>
      )}
    </p>
  );
}

/** The address is text: where an agent went is nowhere to be led by accident. */
function BrowseView({ path, url, text }: { path: string; url: string | null; text: string }) {
  return (
    <div className="grid min-w-0 gap-1">
      {url === null ? null : (
        <p className="flex min-w-0 items-center gap-2 text-[13px]">
          <Globe aria-hidden className="size-3.5 shrink-0 text-muted" />
          <code className="min-w-0 [overflow-wrap:anywhere]">
            <VisibleText text={url.slice(0, 2_000)} />
          </code>
        </p>
      )}
      {text === "" ? null : (
        <div className="flex min-w-0 gap-1">
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <TextBlock path={path} text={text} look="code" />
        </div>
      )}
    </div>
  );
}

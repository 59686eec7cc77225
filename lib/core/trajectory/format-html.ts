import { nameHidden } from "../text/name-hidden.ts";
import { readAnsi } from "../text/read-ansi.ts";
import type { Action, EditAction } from "./action.ts";
import { arrangeStep, type StepPart } from "./arrange-step.ts";
import { diffEdit } from "./diff-edit.ts";
import { nameRef } from "./format-step-markdown.ts";
import type { Content, Step } from "./model.ts";

/** One fact of the head, as text. */
export type HtmlFact = readonly [name: string, value: string];

/**
 * The beginning of a page that needs nothing from outside and runs nothing: no script, no link that leads away, styles
 * inline, and a policy that forbids the rest. Every text of the trajectory is escaped, what is not seen is named.
 */
export function formatHtmlHead(title: string, facts: readonly HtmlFact[]): string {
  const list = facts.map(([name, value]) => `<div><dt>${show(name)}</dt><dd>${show(value)}</dd></div>`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${show(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${show(title)}</h1>
<dl>${list}</dl>
`;
}

export function formatHtmlStep(step: Step): string {
  const parts = arrangeStep(step).map(formatPart).join("\n");
  const time = step.timestamp === null ? "" : ` <small>${show(step.timestamp)}</small>`;
  const number = `step-${step.number}`;
  return `<section id="${number}"><h2><a href="#${number}">#${step.number}</a> ${show(step.kind)}${time}</h2>
${parts}
</section>
`;
}

export function formatHtmlEnd(): string {
  return "</body>\n</html>\n";
}

function formatPart(part: StepPart): string {
  switch (part.kind) {
    case "reasoning":
      return `<details open><summary>Reasoning</summary>${block(part.text, "prose")}</details>`;
    case "message":
      return formatContent(part.content, "prose");
    case "call":
      return `<h3>${show(part.call.name)}</h3>${part.actions.map((action) => formatAction(action, part)).join("")}`;
    case "result": {
      const { exitCode, isError, content } = part.result;
      const notes = [exitCode === null ? null : `exit code ${exitCode}`, isError ? "error" : null].filter(Boolean);
      return `<details open><summary>Result${notes.length > 0 ? `: ${notes.join(", ")}` : ""}</summary>${formatContent(content, "output")}</details>`;
    }
    case "subagents":
      return `<p>Sub-agents: ${show(part.refs.map(nameRef).join(", "))}</p>`;
    case "condensation":
      return `<p>Context shortened${part.forgotten.length > 0 ? `; forgotten: steps ${part.forgotten.join(", ")}` : ""}</p>${part.summary === null ? "" : block(part.summary, "prose")}`;
    case "error":
      return `<p class="bad">Error${part.classification === null ? "" : ` (${show(part.classification)})`}</p>${block(part.message, "output")}`;
    case "silence":
      return "<p>It says nothing.</p>";
  }
}

function formatAction(action: Action, { call }: Extract<StepPart, { kind: "call" }>): string {
  switch (action.kind) {
    case "command":
      return block(action.command, "command");
    case "edit":
      return formatEdit(action);
    case "think":
      return block(action.thought, "prose");
    case "finish":
      return action.message === null ? "" : block(action.message, "prose");
    case "view":
    case "search":
    case "browse":
    case "subagent":
    case "other":
      return block(JSON.stringify(call.arguments, null, 2), "command");
  }
}

function formatEdit({ path, edit }: EditAction): string {
  const marks = { added: "ins", removed: "del", context: "span" } as const;
  const lines = diffEdit(edit).map(({ kind, text }) => `<${marks[kind]}>${show(text)}</${marks[kind]}>`);
  const head = `<p><code>${show(path ?? "a file that is not named")}</code> (${edit.type})</p>`;
  return lines.length === 0 ? head : `${head}<pre class="diff">${lines.join("\n")}</pre>`;
}

function formatContent(content: Content, look: string): string {
  return content
    .map((part) => (part.type === "text" ? block(part.text, look) : `<p>Image ${show(part.path)}</p>`))
    .join("");
}

function block(text: string, look: string): string {
  return `<pre class="${look}">${show(readAnsi(text, undefined, true).text)}</pre>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML shows it as text: signs of markup escaped, characters that are not seen named. */
export function show(text: string): string {
  return nameHidden(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

const style = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.2rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; } h3 { font-size: .9rem; margin: .6rem 0 .2rem; }
dl { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; } dl div { display: flex; gap: .4rem; } dt { opacity: .7; } dd { margin: 0; }
section { border-top: 1px solid #8886; padding: .8rem 0; } section:target { outline: 2px solid #47f; outline-offset: 6px; }
pre { margin: .3rem 0; padding: .5rem .7rem; white-space: pre-wrap; overflow-wrap: anywhere; background: #8881; font: 13px/1.45 ui-monospace, monospace; }
pre.prose { font: inherit; background: none; padding: 0; }
pre.command { border-left: 3px solid #47f8; }
ins, del { display: inline-block; min-width: 100%; text-decoration: none; }
ins { background: #2a43; } ins::before { content: "+ "; } del { background: #d333; } del::before { content: "- "; } .diff span::before { content: "  "; }
.bad { color: #c33; }
summary { cursor: pointer; opacity: .7; }
a { color: inherit; }
`;

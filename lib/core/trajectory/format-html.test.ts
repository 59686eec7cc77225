import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHtmlEnd, formatHtmlHead, formatHtmlStep, show } from "./format-html.ts";
import type { Step } from "./model.ts";
import { agentStep, commandStep, noExtras } from "./testing/sample-steps.ts";

const hostile = `<script>alert(1)</script><img src=x onerror="alert(1)"> [a](javascript:alert(1)) \u202E\u0000\u001b[31mred\u001b[0m &amp; '`;

describe("formatHtml…", () => {
  it("writes every part of a step", () => {
    const html = formatHtmlStep(commandStep(3, "ls", "a & b", { reasoning: "why", timestamp: "2026-01-01T00:00:00Z" }));
    expect(html).toContain('<section id="step-3">');
    for (const text of ["2026-01-01T00:00:00Z", "why", "<h3>bash</h3>", "ls", "exit code 0", "a &amp; b"]) {
      expect(html).toContain(text);
    }
  });

  it("shows an edit as a diff", () => {
    const args = { command: "str_replace", path: "a.py", old_str: "x < 1\nkept", new_str: "x > 1\nkept" };
    const step = agentStep({ number: 1, calls: [{ id: "c", name: "str_replace_editor", arguments: args, extra: {} }] });
    expect(formatHtmlStep(step)).toContain("<del>x &lt; 1</del>\n<ins>x &gt; 1</ins>\n<span>kept</span>");
  });

  it("lets nothing of a hostile text be markup, wherever it stands", () => {
    const call = { id: hostile, name: hostile, arguments: { [hostile]: hostile, nested: [hostile] }, extra: {} };
    const edit = { command: "str_replace", path: hostile, old_str: hostile, new_str: `${hostile}!` };
    const ref = { trajectoryId: hostile, path: hostile, sessionId: hostile, extra: {} };
    const results = [
      {
        callId: hostile,
        content: [
          { type: "text", text: hostile } as const,
          { type: "image", mediaType: hostile, path: hostile } as const,
        ],
        subagents: [ref],
        exitCode: 1,
        durationSeconds: null,
        isError: true,
        extra: {},
      },
    ];
    const content = [{ type: "text", text: hostile } as const];
    const steps: readonly Step[] = [
      { kind: "user", number: 1, ...noExtras, timestamp: hostile, content },
      agentStep({
        number: 2,
        reasoning: hostile,
        content,
        calls: [call, { id: "e", name: "str_replace_editor", arguments: edit, extra: {} }],
        results,
      }),
      { kind: "error", number: 3, ...noExtras, message: hostile, classification: hostile },
      { kind: "condensation", number: 4, ...noExtras, summary: hostile, forgottenSteps: [1] },
      { kind: "subagent", number: 5, ...noExtras, content, results },
      { kind: "observation", number: 6, ...noExtras, results },
    ];
    const page = formatHtmlHead(hostile, [[hostile, hostile]]) + steps.map(formatHtmlStep).join("") + formatHtmlEnd();
    expect(page).not.toContain("<script");
    expect(page).not.toContain("<img");
    expect(page).not.toMatch(/\son\w+="/u);
    expect([...page.matchAll(/<a [^>]*href="([^"]*)"/gu)].every(([, href]) => href?.startsWith("#step-"))).toBe(true);
    for (const sign of ["\u202E", "\u0000", "\u001b"]) expect(page).not.toContain(sign);
    expect(page).toContain("⟪U+202E⟫");
    expect(page).toContain("default-src 'none'");
    expect(page.trimEnd().endsWith("</html>")).toBe(true);
  });

  it("escapes any text so that it holds no sign of markup", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(show(text)).not.toMatch(/[<>"']/u);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { fence, formatStepMarkdown } from "./format-step-markdown.ts";
import { agentStep, commandStep, noExtras } from "./testing/sample-steps.ts";

describe("formatStepMarkdown", () => {
  it("writes what was said, done and answered", () => {
    const step = commandStep(7, "cat a.txt\ncat b.txt", "hello", {
      reasoning: "look first",
      timestamp: "2026-01-01T00:00:00Z",
    });
    expect(formatStepMarkdown(step)).toBe(
      [
        "## Step 7: agent",
        "```\n2026-01-01T00:00:00Z\n```",
        "Reasoning:",
        "```\nlook first\n```",
        "Call:",
        '```json\n{\n  "name": "bash",\n  "arguments": {\n    "command": "cat a.txt\\ncat b.txt"\n  }\n}\n```',
        "```\ncat a.txt\ncat b.txt\n```",
        "Result (exit code 0):",
        "```\nhello\n```\n",
      ].join("\n\n"),
    );
  });

  it("says what a condensation forgot, and that a silent step says nothing", () => {
    const condensation = { number: 2, ...noExtras, summary: null, forgottenSteps: [3, 4] };
    expect(formatStepMarkdown({ kind: "condensation", ...condensation })).toContain("steps forgotten: 3, 4.");
    expect(formatStepMarkdown(agentStep({ number: 1 }))).toContain("It says nothing.");
  });

  it("lets no text out of its fence", () => {
    expect(fence("a\n```\n````js\nb")).toBe("`````\na\n```\n````js\nb\n`````");
    expect(fence("plain\n")).toBe("```\nplain\n```");
    const hostile = "```\n# Heading <script>";
    const text = formatStepMarkdown(agentStep({ number: 1, content: [{ type: "text", text: hostile }] }));
    expect(text).toContain("````\n```\n# Heading <script>\n````");
  });
});

import { expect, type Page } from "@playwright/test";

/** Text that harms whoever takes it for markup, for a command or for what it looks like. */
export const hostile = {
  markup: `<script>window.pwned=1</script><img src=x onerror="window.pwned=2"><svg onload="window.pwned=3"></svg>`,
  breakOut: `"'></title></textarea></script><iframe srcdoc="<script>parent.pwned=4</script>"></iframe>`,
  links:
    "[click](javascript:window.pwned=5) [data](data:text/html,<script>1</script>) ![pic](https://example.com/p.png)",
  ansi: "\u001b[31mred\u001b[0m\u0007",
  bidi: "access \u202elevel\u2066 user",
  zeroWidth: "pay\u200bpal\ufeff",
  formula: "=cmd()|'/C calc'!A0",
  long: "x".repeat(200_000),
} as const;

const all = Object.values(hostile);

export const hostileRow = {
  repo: `@SUM(1+1)/${hostile.markup}`,
  instance_id: `${hostile.formula}${hostile.markup}${hostile.bidi}__x-1`,
  base_commit: `0123<b>456</b>${hostile.zeroWidth}`,
  patch: [
    "diff --git a/src/<img src=x onerror=window.pwned=6>.py b/src/<img src=x onerror=window.pwned=6>.py",
    "--- a/src/<img src=x onerror=window.pwned=6>.py",
    "+++ b/src/<img src=x onerror=window.pwned=6>.py",
    "@@ -1,3 +1,8 @@ def <script>window.pwned=7</script>():",
    " context\r",
    "--- a/etc/passwd",
    "-diff --git a/etc/shadow b/etc/shadow",
    "+++ b/etc/passwd",
    `+${hostile.markup}`,
    `+${hostile.ansi}`,
    `+${hostile.bidi}`,
    `+${hostile.zeroWidth}`,
    `+${hostile.breakOut}`,
    `+${hostile.long}`,
    "",
  ].join("\n"),
  test_patch: `${hostile.markup}\ndiff --git a/t.py b/t.py\n--- a/t.py\n+++ b/t.py\n@@ -1 +1 @@\n-${hostile.breakOut}\n+${hostile.markup}\n`,
  problem_statement: `${hostile.markup}\r\n\r\n${all.join("\n\n")}\r${hostile.breakOut}\n\n<a href="javascript:window.pwned=8">x</a>\n`,
  hints_text: `<details open ontoggle="window.pwned=9">\n\n${hostile.links}\n\n</details>`,
  created_at: "2024-01-01T00:00:00Z",
  version: hostile.markup,
  language: hostile.markup,
  difficulty: hostile.markup,
  FAIL_TO_PASS: all.filter((text) => text !== hostile.long),
  PASS_TO_PASS: [hostile.long, ...Array.from({ length: 20 }, (_, index) => `${hostile.markup}[${index}]`)],
  [`extra ${hostile.markup}`]: all,
};

/** Nothing of what strangers wrote became an element, a handler, a picture or a link that runs. */
export async function expectInert(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const elements = [...document.querySelectorAll("*")];
    const handlers = elements.flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on") || name === "srcdoc"),
    );
    const foreign = elements
      .map(({ tagName }) => tagName)
      .filter((name) => /^(iframe|object|embed|img|base)$/i.test(name));
    const links = [...document.links].map(({ href }) => href).filter((href) => !/^https?:/.test(href));
    return { pwned: "pwned" in window, handlers, foreign, links };
  });
  expect(found).toEqual({ pwned: false, handlers: [], foreign: [], links: [] });
}

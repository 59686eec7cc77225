import type { Page } from "@playwright/test";
import { openContext } from "./support/browser.ts";
import type { BenchServer } from "./support/database.ts";
import { formatMilliseconds, type Measure, median } from "./support/measure.ts";
import { type BenchPages, withPages } from "./support/pages.ts";

const rounds = 5;
const quietMs = 500;

interface Opening {
  readonly firstTextMs: number;
  readonly settledMs: number;
  readonly longestTaskMs: number;
  readonly elements: number;
}

/** Opens the largest patch in a browser with nothing cached, beside the same text in a bare `<pre>`. */
export async function measurePatchView(server: BenchServer): Promise<Measure[]> {
  return withPages(server, async (pages) => {
    const ours: Opening[] = [];
    const bare: Opening[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(await open(pages, `${pages.web.origin}/tasks/${pages.largest.id}?tab=patch`));
      bare.push(await open(pages, `${pages.web.origin}/bench-bare-patch`));
    }
    const size = `${pages.largest.patch.length.toLocaleString("en")} characters`;
    return [
      compare(`patch of ${size}, first text`, ours, bare, "firstTextMs"),
      compare("patch, settled", ours, bare, "settledMs"),
      compare("patch, longest task", ours, bare, "longestTaskMs"),
      {
        name: "patch, elements",
        ours: String(median(ours.map(({ elements }) => elements))),
        reference: `${pages.largest.patch.split("\n").length} lines`,
        ratio: null,
        goal: "",
        isMet: null,
      },
    ];
  });
}

async function open({ browser, token, largest }: BenchPages, address: string): Promise<Opening> {
  const context = await openContext(browser, token);
  try {
    const page = await context.newPage();
    await page.route("**/bench-bare-patch", (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><pre>${escapeHtml(largest.patch)}</pre>`,
      }),
    );
    await page.addInitScript(watch, firstLine(largest.patch));
    const answer = await page.goto(address, { waitUntil: "load" });
    if (answer?.status() !== 200) throw new Error(`${address} answered ${answer?.status()}`);
    return await settle(page);
  } finally {
    await context.close();
  }
}

/** A line that the patch adds near its beginning, to know when its text is there. */
function firstLine(patch: string): string {
  const line = patch.split("\n").find((text) => /^\+[^+].{12,}/u.test(text));
  if (!line) throw new Error("The patch adds no line to wait for");
  return line.slice(1).replaceAll(/\s+/gu, "");
}

/** Runs in the page, before anything of it: notes when the line appears, the last change, and the long tasks. */
function watch(line: string): void {
  const seen = { firstTextMs: 0, changedMs: 0, longestTaskMs: 0 };
  Object.assign(globalThis, { benchSeen: seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, duration);
  }).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    seen.changedMs = performance.now();
    if (seen.firstTextMs > 0) return;
    const text = document.querySelector("main, pre")?.textContent?.replaceAll(/\s+/gu, "") ?? "";
    if (text.includes(line)) requestAnimationFrame(() => (seen.firstTextMs ||= performance.now()));
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

async function settle(page: Page): Promise<Opening> {
  const handle = await page.waitForFunction(
    (quiet) => {
      const { benchSeen } = globalThis as unknown as {
        benchSeen: { firstTextMs: number; changedMs: number; longestTaskMs: number };
      };
      if (benchSeen.firstTextMs === 0 || performance.now() - benchSeen.changedMs < quiet) return null;
      return {
        firstTextMs: benchSeen.firstTextMs,
        settledMs: Math.max(benchSeen.changedMs, benchSeen.firstTextMs),
        longestTaskMs: benchSeen.longestTaskMs,
        elements: document.querySelectorAll("*").length,
      };
    },
    quietMs,
    { timeout: 30_000, polling: 50 },
  );
  const opening = await handle.jsonValue();
  if (!opening) throw new Error("The page did not settle");
  return opening;
}

function compare(
  name: string,
  ours: Opening[],
  bare: Opening[],
  key: "firstTextMs" | "settledMs" | "longestTaskMs",
): Measure {
  const [mine, reference] = [median(ours.map((opening) => opening[key])), median(bare.map((opening) => opening[key]))];
  return {
    name,
    ours: formatMilliseconds(mine),
    reference: `${formatMilliseconds(reference)} in a bare <pre>`,
    ratio: reference === 0 ? null : mine / reference,
    goal: "",
    isMet: null,
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

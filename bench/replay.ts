import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import { launchBrowser, openContext } from "./support/browser.ts";
import { runAssay } from "./support/command.ts";
import type { BenchServer } from "./support/database.ts";
import { formatMilliseconds, type Measure, median } from "./support/measure.ts";
import { measureScripts } from "./support/page-scripts.ts";
import { createToken, startBenchWeb } from "./support/web.ts";

const folder = resolve("../shared/data/trajectories");
const largestReal = join(folder, "swe-agent/pydantic__pydantic.acb0f10f.pr_8316.traj");
const stepCount = 2_000;
const sizeBytes = 10_000_000;
const rounds = 3;

interface Replay {
  readonly firstStepMs: number;
  readonly loadTaskMs: number;
  readonly scrollTaskMs: number;
  readonly elements: number;
}

/** Opens trajectories in a browser with nothing cached and scrolls through all of them, a screen at a time. */
export async function measureReplay(server: BenchServer): Promise<Measure[]> {
  const url = await server.ensureDatabase("assay_bench_replay");
  const synthetic = join(server.home, "synthetic.jsonl");
  await writeSynthetic(synthetic);
  for (const path of [synthetic, largestReal]) await runAssay(["import-trajectories", path, "--dataset", "bench"], url);
  const found = await listTrajectories(url);
  const web = await startBenchWeb(server.home, url);
  const browser = await launchBrowser(server.home);
  try {
    const token = await createToken(url);
    const measures: Measure[] = [];
    for (const { id, steps } of found) {
      const replays: Replay[] = [];
      for (let round = 0; round < rounds; round++) {
        const context = await openContext(browser, token);
        replays.push(await replay(await context.newPage(), `${web.origin}/trajectories/${id}`, steps));
        await context.close();
      }
      measures.push(...describeReplay(`replay of ${steps.toLocaleString("en")} steps`, replays));
    }
    const [largest] = found;
    const path = `/trajectories/${largest?.id}`;
    return [...measures, await measureScripts({ web, token, browser }, "/trajectories/<id>", path, 300)];
  } finally {
    await browser.close();
    await web.stop();
  }
}

function describeReplay(name: string, replays: readonly Replay[]): Measure[] {
  const of = (key: keyof Replay) => median(replays.map((replay) => replay[key]));
  const line = (what: string, key: keyof Replay, reference: string, most: number): Measure => ({
    name: `${name}, ${what}`,
    ours: key === "elements" ? String(of(key)) : formatMilliseconds(of(key)),
    reference,
    ratio: null,
    goal: `≤ ${most.toLocaleString("en")}`,
    isMet: of(key) <= most,
  });
  return [
    line("first step", "firstStepMs", "4.4 s in the best other viewer", 1_000),
    line("longest task while loading", "loadTaskMs", "0.8 s", 100),
    line("longest task while scrolling", "scrollTaskMs", "243 ms", 100),
    line("elements", "elements", "about 1,000", 1_500),
  ];
}

/** Real messages of an agent, one after the other and again from the start, up to the steps and the size wanted. */
async function writeSynthetic(path: string): Promise<void> {
  const text = await readFile(join(folder, "mini-swe-agent/django__django-11564.traj.json"), "utf8");
  const { messages }: { messages: { role: string; content: string }[] } = JSON.parse(text);
  const real = messages.filter(({ role, content }) => role !== "system" && typeof content === "string");
  const perMessage = Math.round(sizeBytes / stepCount);
  const turns = Array.from({ length: stepCount - 1 }, (_, index) => {
    const { content } = real[index % real.length] ?? { content: "" };
    const filled = content.padEnd(perMessage, `\n${content}`).slice(0, perMessage);
    return { role: index % 2 === 0 ? "assistant" : "user", content: filled };
  });
  const record = { instance_id: "bench__synthetic-1", messages: [{ role: "user", content: "Mend it." }, ...turns] };
  await writeFile(path, `${JSON.stringify(record)}\n`);
}

async function listTrajectories(url: string): Promise<{ id: number; steps: number }[]> {
  const sql = postgres(url, { max: 1 });
  try {
    return await sql<{ id: number; steps: number }[]>`select id, steps from trajectories order by steps desc`;
  } finally {
    await sql.end();
  }
}

async function replay(page: Page, address: string, steps: number): Promise<Replay> {
  await page.addInitScript(watch);
  await page.goto(address, { waitUntil: "load" });
  const firstStepMs = await page.evaluate(untilFirstStep);
  await page.waitForTimeout(1_000);
  const loadTaskMs = await page.evaluate(takeLongestTask);
  const elements = await page.evaluate(scrollThrough);
  await page.getByRole("article", { name: `Step ${steps}`, exact: true }).waitFor({ timeout: 10_000 });
  return { firstStepMs, loadTaskMs, scrollTaskMs: await page.evaluate(takeLongestTask), elements };
}

interface Seen {
  firstStepMs: number;
  longestTaskMs: number;
}

/** Runs in the page, before anything of it. */
function watch(): void {
  const seen: Seen = { firstStepMs: 0, longestTaskMs: 0 };
  Object.assign(globalThis, { benchSeen: seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, duration);
  }).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    if (seen.firstStepMs > 0 || !document.querySelector("article[aria-label='Step 1']")) return;
    requestAnimationFrame(() => {
      seen.firstStepMs ||= performance.now();
    });
  }).observe(document, { childList: true, subtree: true });
}

async function untilFirstStep(): Promise<number> {
  const { benchSeen } = globalThis as unknown as { benchSeen: Seen };
  while (benchSeen.firstStepMs === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return benchSeen.firstStepMs;
}

function takeLongestTask(): number {
  const { benchSeen } = globalThis as unknown as { benchSeen: Seen };
  const longest = benchSeen.longestTaskMs;
  benchSeen.longestTaskMs = 0;
  return longest;
}

/** Scrolls the box that holds the steps to its end; gives the most elements that there were at a time. */
async function scrollThrough(): Promise<number> {
  let box = document.querySelector("article[aria-label='Step 1']")?.parentElement ?? null;
  while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
  const scrolled = box ?? document.documentElement;
  let elements = 0;
  for (let screens = 0; screens < 1_200; screens++) {
    scrolled.scrollTop += scrolled.clientHeight;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    elements = Math.max(elements, document.querySelectorAll("*").length);
    if (scrolled.scrollTop + scrolled.clientHeight >= scrolled.scrollHeight - 2) break;
  }
  return elements;
}

import { gzipSync } from "node:zlib";
import { openContext } from "./browser.ts";
import type { Measure } from "./measure.ts";
import type { BenchPages } from "./pages.ts";

const kilobyte = 1024;

/** Every script that Chromium loads for a page before anybody touches it, gzipped; what holds Monaco is counted apart. */
export async function measureScripts(
  { web, token, browser }: Pick<BenchPages, "web" | "token" | "browser">,
  name: string,
  path: string,
  goalKilobytes: number,
): Promise<Measure> {
  const context = await openContext(browser, token);
  try {
    const page = await context.newPage();
    const scripts = new Map<string, Promise<Buffer>>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.set(response.url(), response.body());
    });
    const answer = await page.goto(`${web.origin}${path}`, { waitUntil: "networkidle" });
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
    const bodies = await Promise.all(scripts.values());
    const own = sumKilobytes(bodies.filter((body) => !isMonaco(body)));
    const monaco = sumKilobytes(bodies.filter(isMonaco));
    return {
      name: `first-load JavaScript of ${name}, gzipped`,
      ours: `${Math.round(own)} KB in ${bodies.length} files`,
      reference: monaco === 0 ? "no Monaco" : `${Math.round(monaco)} KB of Monaco`,
      ratio: null,
      goal: `≤ ${goalKilobytes} KB`,
      isMet: own <= goalKilobytes,
    };
  } finally {
    await context.close();
  }
}

function isMonaco(body: Buffer): boolean {
  return body.includes("monaco-editor") && body.length > 300 * kilobyte;
}

function sumKilobytes(bodies: readonly Buffer[]): number {
  return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 6 }).length, 0) / kilobyte;
}

import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { findChromium } from "../../scripts/boot/chromium.mjs";

const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchBrowser(home: string): Promise<Browser> {
  const executablePath = await findChromium({ home });
  return chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
}

/** A context with nothing cached, whose requests carry the token: pages take it as they take a session. */
export function openContext(browser: Browser, token: string): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
}

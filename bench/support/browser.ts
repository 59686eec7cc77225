import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { chromiumFlags, findChromium } from "../../scripts/boot/chromium.mjs";

export async function launchBrowser(home: string): Promise<Browser> {
  const executablePath = await findChromium({ home });
  return chromium.launch({ executablePath, args: chromiumFlags });
}

/** A context with nothing cached, whose requests carry the token: pages take it as they take a session. */
export function openContext(browser: Browser, token: string): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
}

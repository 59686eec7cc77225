import type { Page } from "@playwright/test";

/**
 * Notes what no page may do, whatever is tested on it: an error of its scripts, an error in the console (a breach of the content
 * security policy is one), a request to another host, an answer that says the server failed, a dialog.
 */
export function watchPage(page: Page, problems: string[], baseUrl: string): Page {
  page.on("pageerror", (error) => problems.push(`The page threw: ${error.message}`));
  page.on("console", (message) => {
    // The browser writes a line for every answer of 400 and above; which of those are wrong is told by their status.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    problems.push(`The console says: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(baseUrl).origin) problems.push(`Asked for ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.url()} answered ${response.status()}`);
  });
  page.on("dialog", (dialog) => {
    problems.push(`A dialog opened: ${dialog.message()}`);
    return dialog.dismiss();
  });
  return page;
}

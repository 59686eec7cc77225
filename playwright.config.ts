import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags } from "./scripts/boot/chromium.mjs";

// The workers read this file again and must find the same home and secret as the first reading made.
process.env.E2E_HOME ??= mkdtempSync(join(tmpdir(), "assay-e2e-"));
process.env.E2E_SECRET ??= crypto.randomUUID();
const port = process.env.E2E_PORT ?? "3207";
const baseURL = `http://localhost:${port}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: chromiumFlags,
    },
  },
  // What changes the state that all share runs after everything else, one at a time.
  projects: [
    { name: "together", testIgnore: "alone/**", teardown: "alone" },
    { name: "alone", testMatch: "alone/**", workers: 1 },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    url: `${baseURL}/api/health`,
    timeout: 240_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "pipe",
    env: {
      // Never the database of whoever runs this.
      DATABASE_URL: "",
      ASSAY_HOME: process.env.E2E_HOME,
      NEXTAUTH_SECRET: process.env.E2E_SECRET,
      ASSAY_ADMIN_PASSWORD: "the first password",
      ASSAY_METRICS_TOKEN: "metrics",
      // Tests of the pages say themselves what becomes of a run.
      ASSAY_SANDBOX: "none",
      PORT: port,
    },
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // One would be the default on two cores, which leaves one idle while the other waits for the database.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,components,scripts,demo}/**/*.test.{ts,mjs}"],
          testTimeout: 30_000,
          exclude: ["**/*.db.test.ts", "**/*.sandbox.test.ts", "demo/libraries/**", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "integration",
          include: ["lib/**/*.db.test.ts"],
          globalSetup: "lib/db/testing/global-setup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "sandbox",
          include: ["lib/**/*.sandbox.test.ts"],
          globalSetup: ["lib/db/testing/global-setup.ts", "lib/sandbox/testing/global-setup.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

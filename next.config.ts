import type { NextConfig } from "next";

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  // `npm run check` has checked them; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
  serverExternalPackages: ["pg-boss", "pino", "postgres", "rate-limiter-flexible"],
};

export default config;

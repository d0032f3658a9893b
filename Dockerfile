# syntax=docker/dockerfile:1
FROM node:20-bookworm AS build
WORKDIR /opt/srdi-hub
COPY . .
# Installing builds, too; what only building needs is left behind afterwards.
RUN npm ci && npm run build && npm prune --omit=dev

# Debian: the query planner ships binaries for glibc, none for musl.
FROM node:20-bookworm
WORKDIR /opt/srdi-hub
COPY --from=build /opt/srdi-hub .
# Record, log and keys; the databases lie elsewhere.
RUN install -d -m 0700 -o node -g node /var/lib/srdi-hub
VOLUME /var/lib/srdi-hub
ENV NODE_ENV=production HUB_MODE=production HUB_DATA_DIR=/var/lib/srdi-hub HOST=0.0.0.0 PORT=4000
USER node
EXPOSE 4000
CMD ["node", "--max-semi-space-size=32", "bin/srdi-hub.mjs", "all"]

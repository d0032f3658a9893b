# syntax=docker/dockerfile:1
FROM node:20-bookworm

WORKDIR /opt/srdi-hub
COPY . .

# The build knows a source by its time and size. An image layer keeps whole seconds only: with times cut to them the
# finished image finds everything built, and its user, who may not write here, need not build.
RUN find . -type f -exec touch -d '2022-03-18 00:00:00 UTC' {} + \
  && npm ci \
  && npm run build \
  && npm cache clean --force

# Record, log and keys; the databases lie elsewhere.
RUN install -d -m 0700 -o node -g node /var/lib/srdi-hub
VOLUME /var/lib/srdi-hub
ENV HUB_DATA_DIR=/var/lib/srdi-hub HUB_MODE=production HOST=0.0.0.0 PORT=4000

USER node
EXPOSE 4000
CMD ["node", "bin/srdi-hub.mjs", "all"]

# One image for every service; the command chooses which: dist/apps/<service>/src/main.js.

FROM node:22-bookworm-slim AS build
WORKDIR /skyledger
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY .swcrc tsconfig.base.json ./
COPY tools/build.mjs tools/
COPY libs libs
COPY apps apps
COPY bench bench
RUN node tools/build.mjs

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /skyledger
COPY package.json package-lock.json .npmrc ./
# Optional are the embedded database and the compiler's binaries; neither runs here, and no other
# package that is left needs its install script.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && npm cache clean --force
COPY --from=build /skyledger/dist dist
COPY deploy/docker/check-ready.mjs deploy/docker/
USER node
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "deploy/docker/check-ready.mjs"]
ENTRYPOINT ["node"]
CMD ["dist/apps/gateway/src/main.js"]

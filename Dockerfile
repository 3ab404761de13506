# Accueil CEP in a container. `docker build -t accueil-cep .`; see docs/install.md and compose.yaml.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
# For hnswlib-node. Without a compiler the install goes on without it: same first answers, a little slower.
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
# The image brings Node itself: what only tests need stays out, and the `node` package with it.
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim AS knowledge
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json package-lock.json ./
COPY adapters adapters
COPY bot bot
COPY knowledge knowledge
COPY prompts prompts
# So that the first start takes a second and not half a minute.
RUN node --disable-warning=ExperimentalWarning adapters/cli/knowledge.ts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json package-lock.json LICENSE .env.example ./
COPY adapters adapters
COPY bot bot
COPY knowledge knowledge
COPY prompts prompts
# Conversations, keys and the knowledge base: the only folder that is written to. Give it a volume.
COPY --from=knowledge --chown=node:node /app/var var
USER node
VOLUME ["/app/var"]
EXPOSE 3978
# Ready, not only alive: the index is loaded and the database answers. A new index takes half a minute to build.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3978}/readyz`, { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As `npm start`, without npm between the signals and the server.
CMD ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=32", "--max-old-space-size=256", "adapters/main.ts"]

# The training container: AWS Batch starts it with DATASET, JOB_ID and SEED in its environment.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci
ARG ENTRY=packages/training/src/main.ts
RUN node packages/training/build.ts --entry "$ENTRY" --out /out

FROM node:24-bookworm-slim
# onnxruntime sends usage data to its makers unless told not to.
ENV NODE_ENV=production ORT_DISABLE_TELEMETRY=1
WORKDIR /app
COPY --from=build /out ./
# The user "node" of the base image, by number.
USER 1000:1000
ENTRYPOINT ["node", "main.mjs"]

// webhook: alerts by POST to an address of the owner's, signed, and never into a private network
import { createHmac, randomBytes } from "node:crypto";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { Failure } from "../../base/error";
import { PublicAddress } from "../../base/public-address";
import type { Channel } from "./send-alert";

const header = "mainstay-signature";
export const randomSecret = () =>
  `whsec_${randomBytes(24).toString("base64url")}`;

/** `t=<seconds since 1970>,v1=<hex of HMAC-SHA256(secret, "<t>.<body>")>`; the time lets a receiver refuse replays. */
export function sign(secret: string, body: string, now: Date) {
  const t = Math.floor(now.getTime() / 1000);
  const mac = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  return `t=${t},v1=${mac}`;
}

// Hosts that an operator lets webhooks reach although they are private.
const allowedHosts = () =>
  (process.env.MAINSTAY_WEBHOOK_ALLOW ?? "").split(/[\s,]+/).filter(Boolean);

/** Refuses a webhook whose host has a private address now; a host that cannot be found yet may be later. */
export async function check(webhook: string) {
  const { hostname } = new URL(webhook);
  await PublicAddress.resolve(hostname, allowedHosts()).catch((error) => {
    if (error instanceof Failure) throw error;
  });
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * The channel of a webhook. It tries again without an answer and after 429 or 5xx. A redirect counts as a refusal, as the
 * owner named this address and no other.
 */
export function channel(
  { webhook, secret }: { webhook: string; secret: string | null },
  { timeoutMs = 5000, pauseMs = 500, maxTries = 3 } = {},
): Channel {
  const url = new URL(webhook);

  async function attempt(body: string) {
    // The connection goes to the addresses that were checked, whatever the name leads to a moment later.
    const found = await PublicAddress.resolve(url.hostname, allowedHosts());
    const send = url.protocol === "https:" ? secure : plain;
    return new Promise<number>((done, fail) => {
      const sent = send(
        url,
        {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            ...(secret && { [header]: sign(secret, body, new Date()) }),
          },
          agent: false,
          signal: AbortSignal.timeout(timeoutMs),
          lookup: (_, { all }, callback) =>
            all
              ? callback(null, found)
              : callback(null, found[0].address, found[0].family),
        },
        (answer) => {
          answer.destroy();
          done(answer.statusCode!);
        },
      );
      sent.on("error", fail).end(body);
    });
  }

  return {
    name: "webhook",
    async send({ text }) {
      let reason = "";
      for (let n = 0; n < maxTries; n++) {
        if (n) await pause(pauseMs * 2 ** (n - 1));
        let final = false;
        const status = await attempt(JSON.stringify({ text })).catch(
          (error: Error) => {
            reason = error.message;
            final = error instanceof Failure;
            return null;
          },
        );
        if (status !== null) {
          if (status >= 200 && status < 300) return;
          reason = `it answered ${status}`;
          final = status < 500 && status !== 429;
        }
        if (final) break;
      }
      // The address may contain a secret, so the message leaves it out.
      throw new Error(`The webhook took no alert: ${reason}`);
    },
  };
}

export * as Webhook from "./webhook";

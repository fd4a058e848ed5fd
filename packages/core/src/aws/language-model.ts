// language-model: a model of Amazon Bedrock that an owner may turn on to put answers into words; off unless ASK_MODEL names one
import {
  BedrockRuntimeClient,
  ConverseCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { ClientConfig } from "./client-config";

let shared: BedrockRuntimeClient | undefined;
const client = () =>
  (shared ??= new BedrockRuntimeClient(ClientConfig.plain()));

/** Id of the model or of its inference profile; undefined where none is turned on. */
export const id = () => process.env.ASK_MODEL?.trim() || undefined;

// Somebody waits for the answer, which is there without the model.
const patienceMs = 8_000;
const maxTokens = 500;

export async function converse(
  modelId: string,
  { system, text }: { system: string; text: string },
): Promise<string> {
  const { output } = await client().send(
    new ConverseCommand({
      modelId,
      system: [{ text: system }],
      messages: [{ role: "user", content: [{ text }] }],
      inferenceConfig: { maxTokens, temperature: 0 },
    }),
    { abortSignal: AbortSignal.timeout(patienceMs) },
  );
  const said = output?.message?.content ?? [];
  return said.map(({ text }) => text ?? "").join("");
}

export * as LanguageModel from "./language-model";

import {
  BedrockRuntimeClient,
  ConverseCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { mockClient } from "aws-sdk-client-mock";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { Phrasing } from "@mainstay/core/knowledge/ask/phrasing";

const bedrock = mockClient(BedrockRuntimeClient);
afterEach(() => {
  bedrock.reset();
  delete process.env.ASK_MODEL;
});

const passage =
  "Invoices are issued on the first day of the month. They can be downloaded under Billing, Invoices. Refunds are paid within 14 days. Credit cards are not charged for trials.";
const sentences = [
  "Invoices are issued on the first day of the month.",
  "They can be downloaded under Billing, Invoices.",
  "Refunds are paid within 14 days.",
  "Credit cards are not charged for trials.",
];
const says = (text: string) =>
  bedrock.on(ConverseCommand).resolves({
    output: { message: { role: "assistant", content: [{ text }] } },
    ...{ stopReason: "end_turn", usage: undefined, metrics: undefined },
  });

test("no model is asked unless one is turned on", async () => {
  expect(await Phrasing.phrase("When do invoices come?", passage, "en")).toBe(
    null,
  );
  expect(bedrock.calls()).toHaveLength(0);
});

test("what rests on the passage is said, and the model sees nothing but it and the question", async () => {
  process.env.ASK_MODEL = "a.model";
  says(
    "Your invoice is issued on the first day of each month [1]. You can download it under Billing, Invoices [2].",
  );
  expect(await Phrasing.phrase("When do invoices come?", passage, "en")).toBe(
    "Your invoice is issued on the first day of each month. You can download it under Billing, Invoices.",
  );
  const [{ input }] = bedrock.commandCalls(ConverseCommand)[0].args;
  expect(input.modelId).toBe("a.model");
  expect(input.messages![0].content![0].text).toBe(
    `${sentences.map((one, k) => `[${k + 1}] ${one}`).join("\n")}\n\nQuestion: When do invoices come?`,
  );
});

test.each([
  ["a figure of its own", "Refunds are paid within 7 days [3]."],
  ["a denial of what stands there", "Refunds are not paid within 14 days [3]."],
  ["no source", "Invoices are issued on the first day of the month."],
  ["a source that is not there", "Refunds are paid within 14 days [9]."],
  ["another source than it rests on", "Refunds are paid within 14 days [2]."],
  ["something new", "You also get a free umbrella and a bicycle [1]."],
  ["nothing", "NONE"],
])("a sentence with %s is dropped", (_, said) => {
  expect(Phrasing.tied(said, sentences, "en")).toBe(null);
  const kept = "Refunds are paid within 14 days [3].";
  expect(Phrasing.tied(`${kept} ${said}`, sentences, "en")).toBe(
    "Refunds are paid within 14 days.",
  );
});

test("whatever a model writes, no figure is said that the passage does not have", () => {
  const word = fc.constantFrom(
    ..."Refunds invoices are paid within 14 21 days not [1] [3] [1,3] [7] . ! NONE month 3.5 [] [x]".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const said = Phrasing.tied(words.join(" "), sentences, "en");
      expect(said ?? "").not.toMatch(/21|3\.5|\[/);
    }),
  );
});

test("a model that fails, or is slow, leaves the passage as the answer", async () => {
  process.env.ASK_MODEL = "a.model";
  bedrock.on(ConverseCommand).rejects(new Error("ThrottlingException"));
  expect(await Phrasing.phrase("When?", passage, "en")).toBe(null);
});

import { renderPdf, build } from "@mainstay/core/reporting/build-report";
import { MailText } from "@mainstay/core/reporting/mail-text";
import { Outbox } from "@mainstay/core/reporting/outbox";
import { ReportMail } from "@mainstay/core/reporting/report-mail";
import { Report } from "@mainstay/core/report/report";
import { ReportDocument } from "@mainstay/core/report/report-document";
import { ReportConfig } from "@mainstay/core/settings/report-config";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { Settings } from "@mainstay/core/settings/settings";
import { mockClient } from "aws-sdk-client-mock";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { start, type Cloud } from "../../cloud";
import { month } from "../report/example-month";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const info = Report.Info.parse(JSON.parse(build(month("Ortiz")).json));
const config = { ...ReportConfig.defaults, sender: "cs@example.com" };

test("a mail has a plain text, a page and the PDF, and repeats byte by byte", async () => {
  const raw = await ReportMail.message(info, config, "lead@example.com");
  const text = raw.toString("latin1");
  expect(text).toContain("From: cs@example.com");
  expect(text).toContain("To: lead@example.com");
  for (const type of ["text/plain", "text/html", "application/pdf"])
    expect(text).toContain(`Content-Type: ${type}`);
  const [, attached] =
    /Content-Disposition: attachment[^\r]*\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(
      text,
    )!;
  const pdf = await renderPdf(info);
  expect(Buffer.from(attached, "base64").equals(pdf)).toBe(true);
  const again = await ReportMail.message(info, config, "lead@example.com");
  expect(again.equals(raw)).toBe(true);
});

test.each(["en", "zh"] as const)(
  "the letter stands in both alternatives, with no style sheet, script or address to load from (%s)",
  (lang) => {
    const { html, text, subject } = MailText.of(ReportDocument.of(info, lang));
    for (const { text: sentence } of info.letter![lang])
      expect(text).toContain(sentence);
    expect(html).not.toMatch(/<style|<script|class=|https?:|src=/);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(text.startsWith(subject)).toBe(true);
  },
);

const now = new Date("2026-11-01T06:00:00Z");
const recipients = ["a@example.com", "b@example.com", "a@example.com"];

test("however often it is asked for, each recipient gets a month's report once; one that SES refused is tried again", async () => {
  const ses = mockClient(SESv2Client);
  await Settings.put("customers", "report", { recipients });
  await expect(ReportMail.deliver(info, now)).rejects.toThrow(/sender/);
  await Settings.put("customers", "report", { ...config, recipients });
  ses.on(SendEmailCommand).resolvesOnce({}).rejectsOnce("throttled");
  await expect(ReportMail.deliver(info, now)).rejects.toThrow("throttled");
  ses.on(SendEmailCommand).resolves({});
  const { sent } = await ReportMail.deliver(info, now);
  expect(sent).toEqual(["b@example.com"]);
  expect(await ReportMail.deliver(info, now)).toEqual({ sent: [] });
  const calls = ses.commandCalls(SendEmailCommand);
  expect(
    calls.map(({ args: [{ input }] }) => input.Destination!.ToAddresses),
  ).toEqual([["a@example.com"], ["b@example.com"], ["b@example.com"]]);
  for (const { args } of calls)
    expect(args[0].input.FromEmailAddress).toBe("cs@example.com");
  ses.restore();
});

test("on one machine each mail lies in the outbox as a file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "outbox-"));
  process.env.MAINSTAY_OUTBOX = folder;
  const later = { ...info, month: "2026-12" };
  await Settings.put("customers", "report", { recipients });
  await ReportMail.deliver(later, now);
  await ReportMail.deliver(later, now);
  const files = await readdir(folder);
  expect(files).toHaveLength(2);
  for (const file of files)
    expect(file).toMatch(/^2026-12-customers-[0-9a-f]+\.eml$/);
  await Outbox.forget("customers", "2026-11");
  expect(await readdir(folder)).toEqual(files);
  await Outbox.forget("customers", "2026-12");
  expect(await readdir(folder)).toEqual([]);
  delete process.env.MAINSTAY_OUTBOX;
  await rm(folder, { recursive: true });
});

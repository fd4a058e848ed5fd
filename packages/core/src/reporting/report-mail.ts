// report-mail: a month's report to everybody who is to get it, once each, by SES or into a folder on one machine
import type { SESv2Client } from "@aws-sdk/client-sesv2";
import MailComposer from "nodemailer/lib/mail-composer";
import { Table } from "../aws/table";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { Calendar } from "../reading/calendar";
import type { Report } from "../report/report";
import { ReportDocument } from "../report/report-document";
import { ReportConfig } from "../settings/report-config";
import { Settings } from "../settings/settings";
import { Period } from "../tabular/period";
import { renderPdf } from "./build-report";
import { MailText } from "./mail-text";
import { Outbox } from "./outbox";

const nobody = "mainstay@localhost";

/** The mail as it goes over the wire (RFC 5322); the same report, sender and recipient give the same bytes. */
export async function message(
  info: Report.Info,
  { lang, sender }: ReportConfig.Config,
  to: string,
): Promise<Buffer> {
  const { subject, html, text } = MailText.of(ReportDocument.of(info, lang));
  const id = sha256(info.dataset, info.month, to).slice(0, 32);
  const mail = new MailComposer({
    ...{ from: sender ?? nobody, to, subject, html, text },
    date: new Date(Period.end(info.month) * Calendar.dayMs),
    messageId: `<${id}@mainstay>`,
    baseBoundary: id,
    attachments: [
      {
        filename: `report-${info.month}.pdf`,
        content: await renderPdf(info, lang),
        contentType: "application/pdf",
      },
    ],
  });
  return mail.compile().build();
}

let shared: SESv2Client | undefined;

async function send(sender: string, to: string, raw: Buffer) {
  const ses = await import("@aws-sdk/client-sesv2");
  shared ??= new ses.SESv2Client({});
  await shared.send(
    new ses.SendEmailCommand({
      FromEmailAddress: sender,
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: raw } },
    }),
  );
}

/**
 * Sends the report to each recipient that has not had this month's. Whoever is written down as served first gets no second
 * mail, and what was not taken over by SES is written off again.
 */
export async function deliver(
  info: Report.Info,
  now: Date,
): Promise<{ sent: string[] }> {
  const config =
    (await Settings.get(info.dataset, "report")) ?? ReportConfig.defaults;
  const sent: string[] = [];
  const isKept = Outbox.folder() !== null;
  if (config.recipients.length && !isKept && !config.sender)
    throw new Failure(
      "report.sender.missing",
      "Expected a sender in the settings of the monthly report, an address that SES has verified; there is none",
    );
  for (const to of [...new Set(config.recipients)]) {
    const key = Table.keys.mailed(info.dataset, info.month, to);
    const isFirst = await Table.put(
      { ...key, at: now.toISOString() },
      Table.fresh,
    );
    if (!isFirst) continue;
    try {
      const raw = await message(info, config, to);
      if (isKept) await Outbox.keep(info, to, raw);
      else await send(config.sender!, to, raw);
    } catch (error) {
      await Table.remove(key);
      throw error;
    }
    sent.push(to);
  }
  return { sent };
}

export * as ReportMail from "./report-mail";

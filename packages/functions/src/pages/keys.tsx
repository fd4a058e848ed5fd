// keys: the page that lists, makes and revokes API keys
import { Hono } from "hono";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Failure } from "@mainstay/core/base/error";
import { Dataset } from "@mainstay/core/dataset/dataset";
import type * as z from "zod";
import { FigureFormat } from "../parts/figure-format";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Session, type Env, type Request } from "../parts/session";
import { Table } from "../parts/table";
import { t } from "../parts/words";

export const keys = new Hono<Env>();

const path = "/settings/keys";
const maxShown = 1000;
type Said = { made?: z.infer<typeof ApiKey.Created>; problem?: string };

keys.get(path, Session.needs("admin"), (c) => show(c));

async function show(c: Request, { made, problem }: Said = {}) {
  const { items } = await ApiKey.list({ limit: maxShown });
  return Page.show(
    c,
    {
      title: t("word.apiKeys"),
      lead: t("keys.programsAndPeopleCome"),
      status: problem ? 400 : 200,
    },
    <>
      {made && (
        <Panel title={t("keys.theKey", { name: made.name })}>
          <p role="status">{t("keys.copyItNowIt")}</p>
          <pre>{made.key}</pre>
        </Panel>
      )}
      <Panel title={t("keys.keys")}>
        <Table
          rows={items}
          id={({ id }) => id}
          columns={[
            {
              title: t("keys.name"),
              cell: ({ name, id }) => (
                <>
                  {name}
                  <div class="id">{id}</div>
                </>
              ),
            },
            {
              title: t("keys.scopes"),
              cell: ({ scopes }) => scopes.join(", "),
            },
            {
              title: t("keys.datasets"),
              cell: ({ datasets }) => datasets?.join(", ") ?? t("keys.all"),
            },
            {
              title: t("word.created"),
              cell: ({ created }) => moment(created),
            },
            {
              title: t("keys.lastUsed"),
              cell: ({ lastUsed }) => moment(lastUsed),
            },
            {
              title: t("keys.expires"),
              cell: ({ expires }) => moment(expires),
            },
            {
              title: "",
              label: null,
              cell: ({ id, name }) => (
                <form method="post" action={`${path}/${id}/revoke`}>
                  <button class="plain" aria-label={t("keys.revoke", { name })}>
                    {t("keys.revoke2")}
                  </button>
                </form>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={t("keys.newKey")}>
        {problem && (
          <p class="bad" role="alert">
            {problem}
          </p>
        )}
        <Form datasets={await Dataset.names()} />
      </Panel>
    </>,
  );
}

const moment = (at: string | null) => (at ? FigureFormat.moment(at) : "—");

const Form = ({ datasets }: { datasets: string[] }) => (
  <form method="post" action={path}>
    <div class="row">
      <label>
        {t("keys.name")}
        <input name="name" required maxlength={100} />
      </label>
      <label>
        {t("keys.expiresAtTheEnd")}
        <input type="date" name="expires" />
      </label>
    </div>
    <fieldset>
      <legend>{t("keys.scopes")}</legend>
      {ApiKey.everything.map((scope) => (
        <label>
          <input type="checkbox" name="scopes" value={scope} /> {scope}
        </label>
      ))}
    </fieldset>
    <fieldset>
      <legend>{t("keys.datasetsOnly")}</legend>
      {datasets.map((name) => (
        <label>
          <input type="checkbox" name="datasets" value={name} /> {name}
        </label>
      ))}
    </fieldset>
    <button>{t("keys.makeKey")}</button>
  </form>
);

keys.post(path, Session.needs("admin"), async (c) => {
  const fields = await c.req.parseBody({ all: true });
  const wanted = ApiKey.Wanted.safeParse({
    name: String(fields.name ?? "").trim(),
    scopes: [fields.scopes ?? []].flat(),
    datasets: fields.datasets && [fields.datasets].flat(),
    expires: fields.expires || undefined,
  });
  if (!wanted.success)
    return show(c, {
      problem: t("keys.expectedANameAt"),
    });
  try {
    return await show(c, { made: await ApiKey.create(wanted.data) });
  } catch (error) {
    if (error instanceof Failure) return show(c, { problem: error.message });
    throw error;
  }
});

keys.post(`${path}/:id/revoke`, Session.needs("admin"), async (c) => {
  await ApiKey.revoke(c.req.param("id"));
  return c.redirect(path, 303);
});

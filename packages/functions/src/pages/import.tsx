// import: the page that shows what is decided of a file before it is stored, and how a dataset's files are read
import { Hono } from "hono";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Failure } from "@mainstay/core/base/error";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Presigned } from "@mainstay/core/ingest/presigned";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Preview } from "@mainstay/core/intake/preview";
import { ImportForm } from "../parts/import-form";
import { BrowserScript } from "../parts/browser-script";
import { ImportKeys } from "../parts/import-keys";
import { ImportScript } from "../parts/import-script";
import { Page } from "../parts/page";
import { Panel } from "../parts/panel";
import { Refusal } from "../parts/refusal";
import { Session, type Env } from "../parts/session";
import { T, t } from "../parts/words";

export const imports = new Hono<Env>();

imports.get("/import", Session.needs("write"), async (c) => {
  const asked = c.req.query("dataset");
  const [names, bucket] = await Promise.all([
    Dataset.names(),
    Bucket.signedGet(Bucket.keys.inbox("")),
  ]);
  const known = asked ? await Dataset.get(asked) : null;
  return Page.show(
    c,
    {
      ...{ title: t("tab.import"), tab: "import", dataset: asked },
      lead: t("import.dropFilesAnywhereOn"),
      script: ImportScript.script,
      connect: [new URL(bucket).origin],
    },
    <>
      <section class="card zone" id="zone" data-words={BrowserScript.words()}>
        <label>
          {t("import.exportsAsYourTools")}
          <input type="file" multiple accept=".csv,.tsv,.txt,.gz,.xlsx,.md" />
        </label>
        <noscript>
          <p>
            <T k="import.thisPageNeedsJavascript" />
          </p>
        </noscript>
      </section>
      <div id="files"></div>
      {known ? (
        <Known dataset={asked!} definition={known} />
      ) : (
        names.length > 0 && (
          <Panel title={t("import.howFilesAreRead")}>
            <p>
              {names.map((name, k) => (
                <>
                  {k > 0 && ", "}
                  <a href={`/import?dataset=${name}`}>{name}</a>
                </>
              ))}
            </p>
          </Panel>
        )
      )}
    </>,
  );
});

const Known = async ({
  dataset,
  definition,
}: {
  dataset: string;
  definition: Dataset.Info;
}) => {
  const { items } = await Presigned.uploads({ dataset, limit: 1000 });
  const files = new Set(items.map(({ key }) => key)).size;
  return (
    <>
      <ImportForm.Form {...shownOf(dataset, definition)} />
      <p class="absent" id="again" hidden>
        <T
          k="import.thisChangesHowRows"
          files={t("count.file", { n: files })}
          dataset={dataset}
        />
      </p>
    </>
  );
};

function shownOf(dataset: string, definition: Dataset.Info): ImportKeys.Shown {
  const { id, time, label, roles, columns, numbers, dates, zeros, ignore } =
    definition;
  const said = new Map<string, string>([
    ...Object.entries(roles).map(([role, name]): [string, string] => [
      name,
      role,
    ]),
    ...Object.entries({ id, time, label: label?.column }).flatMap(
      ([key, name]): [string, string][] => (name ? [[name, key]] : []),
    ),
  ]);
  const names = new Set([
    ...(definition.lastHeader ?? []),
    ...Object.keys(columns),
  ]);
  return {
    ...{ dataset, id, time, label, ignore, warnings: [] },
    keeps: definition,
    candidates: definition.candidates,
    columns: Array.from(names, (name) => ({
      name,
      type: Object.hasOwn(columns, name) ? columns[name] : null,
      role: said.get(name) ?? null,
      ...(Object.hasOwn(numbers, name) && { decimal: numbers[name].decimal }),
      ...(Object.hasOwn(dates, name) && { order: dates[name] }),
      ...(zeros && Object.hasOwn(zeros, name) && { zeros: zeros[name] }),
      ...{ filled: 0, missing: 0, distinct: 0, examples: [], warnings: [] },
    })),
  };
}

// What is known of one dataset says nothing of a file of another.
async function guessed(file: Omit<Preview.File, "dataset">, now: Date) {
  const { kind } = await Preview.read({ ...file, dataset: "customers" }, now);
  return kind === "own" ? ImportKeys.tableName(file.name) : kind;
}

imports.post("/import/preview", Session.needs("write"), async (c) => {
  const { name = "", dataset, period, draft } = c.req.query();
  const size = Number(c.req.query("size"));
  let meant = dataset ?? "customers";
  try {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const parts = Preview.parted(body, Number(c.req.query("tail") ?? 0));
    const file = { name, ...parts, period, isCut: body.length < size };
    const given = Redefine.Input.parse(JSON.parse(draft || "{}"));
    const now = new Date();
    meant = dataset ?? (await guessed({ ...file, name }, now));
    const found = await Preview.stored(
      { ...file, dataset: Dataset.name(meant) },
      now,
      await Redefine.drafted(meant, given),
    );
    return c.html(
      <ImportForm.Form {...found} name={name} ignore={given.ignore} />,
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message } = error;
    // Another kind of table may be told otherwise.
    return c.html(
      code === "upload.type" ? (
        <section class="card">
          <h2>{name}</h2>
          <p class="bad">
            <Refusal failure={{ code, message }} /> <code>{code}</code>
          </p>
        </section>
      ) : (
        <ImportForm.Unread {...{ name, code, message }} dataset={meant} />
      ),
    );
  }
});

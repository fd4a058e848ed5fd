// panel: a titled section of a page, and what stands there while there is nothing to show
import type { Child, PropsWithChildren } from "hono/jsx";
import { T } from "./words";

export const Panel = ({
  title,
  aside,
  id,
  lang,
  children,
}: PropsWithChildren<{
  title: Child;
  // What stands at the right of the title.
  aside?: Child;
  id?: string;
  lang?: string;
}>) => (
  <section class="card" id={id} lang={lang}>
    {aside ? (
      <div class="head">
        <h2>{title}</h2>
        {aside}
      </div>
    ) : (
      <h2>{title}</h2>
    )}
    {children}
  </section>
);

/** A section that opens; what stands in one screen is open from the start. */
export const Fold = ({
  title,
  open,
  id,
  children,
}: PropsWithChildren<{ title: Child; open?: boolean; id?: string }>) => (
  <details class="card fold" id={id} open={open}>
    <summary>
      <h2>{title}</h2>
    </summary>
    {children}
  </details>
);

export const Absent = ({ children }: PropsWithChildren) => (
  <div class="absent">{children}</div>
);

export const NoCustomers = () => (
  <Absent>
    <T
      k="panel.thereAreNoCustomers"
      a={(inside) => <a href="/import">{inside}</a>}
    />
  </Absent>
);

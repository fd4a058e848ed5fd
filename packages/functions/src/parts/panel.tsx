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

// table: a table of any rows, which turns into a list of labelled values on a phone
import type { Child } from "hono/jsx";

export type Column<Row> = {
  title: Child;
  number?: boolean;
  class?: string;
  // What a phone shows beside the value: the title unless said; null for nothing.
  label?: string | null;
  sorted?: "ascending" | "descending";
  cell: (row: Row) => Child;
};

export const Table = <Row,>({
  rows,
  columns,
  kind = "stack",
  id,
}: {
  rows: Row[];
  columns: (Column<Row> | false)[];
  kind?: string;
  id?: (row: Row) => string;
}) => {
  const shown = columns.filter((column) => column !== false);
  const labelled = kind.startsWith("stack");
  const label = ({ title, label }: Column<Row>, k: number) => {
    if (!labelled || label === null) return undefined;
    if (label !== undefined) return label;
    // The first column names the row, so it needs no label.
    return k > 0 && typeof title === "string" ? title : undefined;
  };
  const side = ({ number, class: name }: Column<Row>) =>
    [number && "number", name].filter(Boolean).join(" ") || undefined;
  return (
    <table class={kind}>
      <thead>
        <tr>
          {shown.map((column) => (
            <th scope="col" class={side(column)} aria-sort={column.sorted}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr id={id?.(row)}>
            {shown.map((column, k) => (
              <td class={side(column)} data-label={label(column, k)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

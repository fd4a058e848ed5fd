// pdf-boxes: the blocks of a document as boxes of known height, each drawn where a page has room for it
import drawSvg from "svg-to-pdfkit";
import { Block } from "./block";
import { TextLines, type Line, type Style } from "./text-lines";

export type Canvas = PDFKit.PDFDocument;
export type Box = {
  height: number;
  draw: (canvas: Canvas, x: number, y: number) => void;
  /** It stands on the page of the box after it. */
  withNext?: boolean;
  /** Drawn again where a page begins within the same table. */
  head?: Box;
};

const { palette } = TextLines;
const body: Style = { size: 9.5, colour: palette.ink };
const cellStyle: Style = { size: 8, colour: palette.ink };
const small: Style = { size: 8, colour: palette.quiet };
const rule = "#dde3e8";
const leading = 1.38;

const gap = (height: number): Box => ({ height, draw: () => {} });

function drawLine(canvas: Canvas, { pieces }: Line, x: number, y: number) {
  let at = x;
  for (const { text, face, size, colour, width } of pieces) {
    canvas.font(face, size).fillColor(colour);
    canvas.text(text, at, y, { lineBreak: false, features: [] });
    at += width;
  }
}

/** One box a line, so that a paragraph may go on over a page. */
export function paragraph(
  text: Block.Text,
  style: Style,
  width: number,
  after = 5,
): Box[] {
  const lines = TextLines.lines(text, style, width);
  const height = style.size * leading;
  return [
    ...lines.map((line): Box => ({
      height,
      draw: (canvas, x, y) => drawLine(canvas, line, x, y),
    })),
    gap(after),
  ];
}

export const title = (text: string, size: number, width: number) =>
  paragraph(
    text,
    { size, weight: "bold", colour: palette.ink },
    width,
    size * 0.35,
  ).map((box) => ({ ...box, withNext: true }));

/** Boxes one below the other as one. */
export function stack(boxes: Box[]): Box {
  return {
    height: boxes.reduce((sum, { height }) => sum + height, 0),
    draw: (canvas, x, y) => {
      let at = y;
      for (const box of boxes) {
        box.draw(canvas, x, at);
        at += box.height;
      }
    },
  };
}

const between = 18;

function beside(parts: Block.Block[][], width: number): Box[] {
  const own = (width - between) / 2;
  const columns = parts.map((part) =>
    stack(part.flatMap((b) => boxes(b, own))),
  );
  return Array.from(
    { length: Math.ceil(columns.length / 2) },
    (_, row): Box => {
      const [left, right] = columns.slice(2 * row, 2 * row + 2);
      return {
        height: Math.max(left.height, right?.height ?? 0) + 4,
        draw: (canvas, x, y) => {
          left.draw(canvas, x, y);
          right?.draw(canvas, x + own + between, y);
        },
      };
    },
  );
}

const list = (items: Block.Text[], width: number): Box[] => [
  ...items.flatMap((item) =>
    paragraph(item, body, width - 12, 2).map((box, k): Box => ({
      height: box.height,
      draw: (canvas, x, y) => {
        if (k === 0) drawLine(canvas, bullet, x, y);
        box.draw(canvas, x + 12, y);
      },
    })),
  ),
  gap(4),
];
const bullet: Line = { pieces: TextLines.pieces("·", body), width: 0 };

const pad = 7;

/** Widths of the columns: what must not break first, the rest by what each could use. */
function widthsOf({ columns, rows }: Block.Table, width: number): number[] {
  const extents = columns.map(({ title, number }, k) => {
    const cells = [[{ strong: title }], ...rows.map((row) => row[k])].map(
      (text) => TextLines.extent(text, cellStyle),
    );
    const most = Math.max(...cells.map(({ most }) => most));
    const least = Math.max(
      ...cells.slice(number ? 1 : 0).map(({ least }) => least),
      0,
    );
    return { least: Math.min(least, width / 3), most };
  });
  const room = width - pad * (columns.length - 1);
  const least = extents.reduce((sum, { least }) => sum + least, 0);
  const wanted = extents.reduce(
    (sum, { least, most }) => sum + most - least,
    0,
  );
  const spare = room - least;
  if (spare < 0) return extents.map(({ least: own }) => (own * room) / least);
  // What is left once nothing breaks is shared alike.
  const rest = Math.max(0, spare - wanted) / extents.length;
  const share = wanted > 0 ? Math.min(1, spare / wanted) : 0;
  return extents.map(
    ({ least, most }) => least + share * (most - least) + rest,
  );
}

function table(given: Block.Table, width: number): Box[] {
  const widths = widthsOf(given, width);
  const row = (cells: Block.Text[], style: Style, heavy: boolean): Box => {
    const lines = cells.map((cell, k) =>
      TextLines.lines(cell, style, widths[k] + 0.5),
    );
    const step = style.size * 1.3;
    const height = Math.max(...lines.map(({ length }) => length)) * step + 6;
    return {
      height,
      draw: (canvas, x, y) => {
        let at = x;
        lines.forEach((cell, k) => {
          const right = given.columns[k].number;
          const heat = heatOf(cells[k]);
          if (heat)
            canvas
              .rect(at - 3, y + 1, widths[k] + 5, height - 2)
              .fillColor("#d55e00", heat / 100)
              .fill()
              .fillOpacity(1);
          cell.forEach((line, n) =>
            drawLine(
              canvas,
              line,
              at + (right ? widths[k] - line.width : 0),
              y + 3 + n * step,
            ),
          );
          at += widths[k] + pad;
        });
        canvas
          .moveTo(x, y + height)
          .lineTo(x + width, y + height)
          .lineWidth(heavy ? 1 : 0.5)
          .strokeColor(rule)
          .stroke();
      },
    };
  };
  const head = row(
    given.columns.map(({ title }) => title),
    { ...small, weight: "bold" },
    true,
  );
  return [
    { ...head, withNext: true },
    ...given.rows.map((cells) => ({ ...row(cells, cellStyle, false), head })),
    gap(8),
  ];
}

function heatOf(text: Block.Text): number {
  const [span] = Block.spans(text);
  return typeof span === "object" && "heat" in span ? span.percent : 0;
}

const perRow = 5;

function tiles(given: Block.Tile[], width: number): Box[] {
  const own = (width - 6 * (perRow - 1)) / perRow;
  const drawn = given.map(({ name, value, notes }) =>
    stack([
      ...paragraph(name, { ...small, weight: "bold" }, own - 14, 1),
      ...paragraph(
        value,
        { size: 13, weight: "bold", colour: palette.ink },
        own - 14,
        1,
      ),
      ...notes.flatMap((note) =>
        paragraph(note, { ...small, size: 7.2 }, own - 14, 0),
      ),
    ]),
  );
  return Array.from(
    { length: Math.ceil(drawn.length / perRow) },
    (_, k): Box => {
      const row = drawn.slice(k * perRow, (k + 1) * perRow);
      const height = Math.max(...row.map((tile) => tile.height)) + 12;
      return {
        height: height + 6,
        draw: (canvas, x, y) =>
          row.forEach((tile, n) => {
            const at = x + n * (own + 6);
            canvas
              .roundedRect(at, y, own, height, 4)
              .lineWidth(0.7)
              .strokeColor(rule)
              .stroke();
            tile.draw(canvas, at + 7, y + 6);
          }),
      };
    },
  );
}

const bars = {
  ...palette,
  red: "#c0392b",
  amber: "#d9a400",
  green: "#1a9a6c",
  unknown: "#aab6c0",
};

function split(
  parts: Extract<Block.Block, { kind: "split" }>["parts"],
  width: number,
): Box {
  const all = parts.reduce((sum, { share }) => sum + share, 0) || 1;
  return {
    height: 16,
    draw: (canvas, x, y) => {
      let at = x;
      for (const { tone, share } of parts) {
        const own = (width * share) / all;
        canvas
          .rect(at, y + 2, Math.max(0, own - 1), 8)
          .fillColor(bars[tone])
          .fill();
        at += own;
      }
    },
  };
}

function chart(svg: string, caption: Block.Text, width: number): Box[] {
  const [, w, h] = /<svg width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
  const height = (width * h) / w;
  const drawn: Box = {
    height,
    draw: (canvas, x, y) => {
      canvas
        .save()
        .translate(x, y)
        .scale(width / w);
      drawSvg(canvas, svg, 0, 0, {
        assumePt: true,
        fontCallback: (_, bold) => (bold ? "bold0" : "regular0"),
      });
      canvas.restore();
    },
    withNext: true,
  };
  return [drawn, ...paragraph(caption, small, width)];
}

export function boxes(block: Block.Block, width: number): Box[] {
  switch (block.kind) {
    case "text":
      return paragraph(block.text, block.note ? small : body, width);
    case "heading":
      return title(block.text, 10.5, width);
    case "list":
      return list(block.items, width);
    case "tiles":
      return tiles(block.tiles, width);
    case "table":
      return table(block, width);
    case "chart":
      return [stack(chart(block.svg, block.caption, width))];
    case "beside":
      return beside(block.parts, width);
    case "split":
      return [split(block.parts, width)];
  }
}

export * as PdfBoxes from "./pdf-boxes";

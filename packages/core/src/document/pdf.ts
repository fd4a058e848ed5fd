// pdf: a document as A4 pages, set by us, since no browser runs where it is made
import PDFDocument from "pdfkit";
import type { Block } from "./block";
import { FontFace } from "./font-face";
import { PdfBoxes, type Box, type Canvas } from "./pdf-boxes";
import { TextLines } from "./text-lines";

// A4 in points, with room for the number of the page below.
const page = { width: 595.28, height: 841.89, side: 46, top: 44, bottom: 52 };
const width = page.width - 2 * page.side;
const floor = page.height - page.bottom;
const { palette } = TextLines;

/** `made` stands in the file; the same document and time give the same bytes. */
export async function pdf(
  document: Block.Document,
  made: Date,
): Promise<{ bytes: Buffer; appendixPage: number }> {
  const title = document.company
    ? `${document.company}: ${document.title}`
    : document.title;
  const canvas = new PDFDocument({
    ...{ size: "A4", margin: 0, autoFirstPage: true, bufferPages: true },
    // Its own default is a file of the package that a bundle does not hold.
    ...{ font: "", lang: document.lang, displayTitle: true },
    info: { Title: title, CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((done) => canvas.on("end", done));
  canvas.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (const weight of ["regular", "bold"] as const)
    for (const { name, bytes } of FontFace.faces(weight))
      canvas.registerFont(name, bytes);
  const sheet = new Sheet(canvas);
  sheet.place(letter(document));
  sheet.begin();
  sheet.place(document.front.flatMap(section));
  let appendixPage = 0;
  if (document.appendix.length) {
    sheet.begin();
    appendixPage = canvas.bufferedPageRange().count;
    sheet.place([
      ...PdfBoxes.title(document.appendixTitle, 18, width),
      ...document.appendix.flatMap(section),
    ]);
  }
  number(canvas, document.sheet);
  canvas.end();
  await ended;
  return { bytes: Buffer.concat(chunks), appendixPage };
}

class Sheet {
  readonly canvas: Canvas;
  y = page.top;
  constructor(canvas: Canvas) {
    this.canvas = canvas;
  }
  begin() {
    if (this.y === page.top) return;
    this.canvas.addPage();
    this.y = page.top;
  }
  place(boxes: Box[]) {
    boxes.forEach((box, k) => {
      // Headings stand on the page of what follows them.
      let needed = box.height;
      for (let n = k; boxes[n].withNext && n + 1 < boxes.length; n++)
        needed += boxes[n + 1].height;
      const room = floor - page.top;
      const least = needed <= room ? needed : box.height;
      if (this.y + least > floor) {
        this.begin();
        if (box.head) this.put(box.head);
      }
      this.put(box);
    });
  }
  put(box: Box) {
    box.draw(this.canvas, page.side, this.y);
    this.y += box.height;
  }
}

const section = ({ title, blocks }: Block.Section): Box[] => [
  { height: 8, draw: () => {}, withNext: true },
  ...PdfBoxes.title(title, 13, width),
  ...blocks.flatMap((block) => PdfBoxes.boxes(block, width)),
];

const letter = ({
  company,
  title,
  lead,
  notice,
  letter,
  tiles,
}: Block.Document): Box[] => [
  ...(company
    ? PdfBoxes.paragraph(
        [{ strong: company }],
        { size: 11, colour: palette.quiet },
        width,
      )
    : []),
  ...PdfBoxes.title(title, 20, width),
  ...PdfBoxes.paragraph(lead, { size: 9.5, colour: palette.quiet }, width, 8),
  ...(notice?.blocks ?? []).flatMap((block) => PdfBoxes.boxes(block, width)),
  ...letter.flatMap(({ label, text }) => [
    ...PdfBoxes.paragraph(
      [{ strong: label }],
      { size: 10, colour: palette.quiet },
      width,
      2,
    ),
    ...PdfBoxes.paragraph(text, { size: 12.5, colour: palette.ink }, width, 12),
  ]),
  ...tiles.flatMap((block) => PdfBoxes.boxes(block, width)),
];

function number(canvas: Canvas, words: string) {
  const { count } = canvas.bufferedPageRange();
  for (let k = 0; k < count; k++) {
    canvas.switchToPage(k);
    const text = words
      .replace("{page}", String(k + 1))
      .replace("{pages}", String(count));
    const [line] = TextLines.lines(
      text,
      { size: 8, colour: palette.quiet },
      width,
    );
    let x = page.width - page.side - line.width;
    for (const piece of line.pieces) {
      canvas.font(piece.face, piece.size).fillColor(piece.colour);
      canvas.text(piece.text, x, page.height - 32, {
        ...{ lineBreak: false, features: [] },
      });
      x += piece.width;
    }
  }
}

export * as Pdf from "./pdf";

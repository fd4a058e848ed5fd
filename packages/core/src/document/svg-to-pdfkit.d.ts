// svg-to-pdfkit: the one call of the package that draws an SVG, which brings no types of its own
declare module "svg-to-pdfkit" {
  export default function draw(
    canvas: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      assumePt: boolean;
      fontCallback: (family: string, bold: boolean) => string;
    },
  ): void;
}

import { encode } from "uqr";

/** Blank modules around the code, which a camera needs to find it. */
const QUIET_MODULES = 4;

/** An address as a QR code: the side of its square, in modules, and the outline of the dark ones as an SVG path. */
export function qrCode(text: string): { side: number; path: string } {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_MODULES });
  const runs: string[] = [];
  for (const [y, row] of data.entries()) {
    let x = 0;
    while (x < size) {
      const from = x;
      while (x < size && row[x]) x += 1;
      if (x > from) runs.push(`M${from} ${y}h${x - from}v1h-${x - from}z`);
      x += 1;
    }
  }
  return { side: size, path: runs.join("") };
}

/** The same as a file to print: dark on white, whatever it is laid on. */
export function qrCodeFile(text: string): string {
  const { side, path } = qrCode(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side * 8}" height="${side * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>\n`;
}

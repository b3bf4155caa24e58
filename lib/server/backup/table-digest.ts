import { createHash } from "node:crypto";

const NEWLINE = 0x0a;

/** What tells whether a table's rows are all there and as they were: their number, their bytes and their digest. */
export interface TableDigest {
  add: (part: Buffer) => void;
  result: () => { rows: number; bytes: number; sha256: string };
}

/** Counts the rows of COPY's text format: a line each, because a line end inside a value is written `\n`. */
export function newTableDigest(): TableDigest {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  return {
    add: (part) => {
      hash.update(part);
      bytes += part.length;
      for (let at = part.indexOf(NEWLINE); at >= 0; at = part.indexOf(NEWLINE, at + 1)) rows++;
    },
    result: () => ({ rows, bytes, sha256: hash.digest("hex") }),
  };
}

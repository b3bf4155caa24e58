import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { CannotStart } from "@/lib/process/cannot-start";

const BLOCK_BYTES = 512;
/** No entry of ours is larger: a table is cut into pieces. */
const ENTRY_BYTES_MAX = 64 * 1024 * 1024;
// Most of the time goes into compressing, and more than this gains little.
const COMPRESSION_LEVEL = 3;

/** One file inside an archive. */
export interface Entry {
  name: string;
  data: Buffer;
}

/** An archive under way. */
export interface ArchiveWriter {
  add: (entry: Entry) => Promise<void>;
  /** Ends the archive; returns once it is on the disk. */
  close: () => Promise<void>;
  /** Gives it up. */
  abandon: () => Promise<void>;
}

/** Begins a gzipped tar at a path where nothing is yet, readable by its owner only. Any tar can read it. */
export async function createArchive(file: string): Promise<ArchiveWriter> {
  const disk = createWriteStream(file, { flags: "wx", mode: 0o600, flush: true });
  await once(disk, "open");
  const gzip = createGzip({ level: COMPRESSION_LEVEL });
  const written = pipeline(gzip, disk);
  written.catch(() => {});
  const write = async (part: Buffer) => {
    if (!gzip.write(part)) await Promise.race([once(gzip, "drain"), written]);
  };
  return {
    add: async ({ name, data }) => {
      await write(headerOf(name, data.length));
      await write(data);
      await write(Buffer.alloc(paddingOf(data.length)));
    },
    close: async () => {
      gzip.end(Buffer.alloc(2 * BLOCK_BYTES));
      await written;
    },
    abandon: async () => {
      gzip.destroy();
      await written.catch(() => {});
    },
  };
}

/** The files of an archive, one at a time. Throws CannotStart for what is none, or is not whole. */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const read = pipeline(source, gunzip);
  read.catch(() => {});
  const parts = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  const take = async (bytes: number): Promise<Buffer> => {
    const list = [held];
    let have = held.length;
    while (have < bytes) {
      const { value, done } = await parts.next();
      if (done) throw new CannotStart(`${file} ends too early: it is not a whole backup.`);
      list.push(value);
      have += value.length;
    }
    const all = list.length === 1 ? held : Buffer.concat(list);
    held = all.subarray(bytes);
    return all.subarray(0, bytes);
  };
  try {
    for (;;) {
      const header = await take(BLOCK_BYTES);
      if (header.every((byte) => byte === 0)) return;
      const { name, bytes } = readHeader(header, file);
      const data = await take(bytes);
      await take(paddingOf(bytes));
      yield { name, data };
    }
  } catch (err) {
    if (err instanceof Error && "code" in err && /^Z_/.test(String(err.code)))
      throw new CannotStart(`${file} is damaged, or no backup: ${err.message}.`);
    throw err;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function paddingOf(bytes: number): number {
  return (BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES;
}

// The ustar header: name, mode, uid, gid, size, time, checksum, type, magic.
function headerOf(name: string, bytes: number): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  header.write(name, 0, 100);
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${bytes.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        0", 148);
  header.write("ustar\0", 257);
  header.write("00", 263);
  header.write(`${sumOf(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

function readHeader(header: Buffer, file: string): { name: string; bytes: number } {
  const [name = ""] = header.toString("utf8", 0, 100).split("\0", 1);
  const bytes = Number.parseInt(header.toString("latin1", 124, 135), 8);
  const told = Number.parseInt(header.toString("latin1", 148, 154), 8);
  header.fill(" ", 148, 156);
  if (header.toString("latin1", 257, 262) !== "ustar" || told !== sumOf(header) || bytes > ENTRY_BYTES_MAX)
    throw new CannotStart(`${file} is damaged, or no backup.`);
  return { name, bytes };
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

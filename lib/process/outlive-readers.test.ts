import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { outliveReaders } from "./outlive-readers";

const before = process.exitCode;
afterEach(() => {
  process.exitCode = before;
});

const failure = (code: string) => Object.assign(new Error(`${code}: write`), { code });

describe("a process whose output can no longer be written", () => {
  it.each([
    ["the output, to whom nobody listens any more", "out", "EPIPE", "", before],
    [
      "the output, to a disk that is full",
      "out",
      "ENOSPC",
      "counterfoil: the output could not be written: ENOSPC: write.\n",
      1,
    ],
    ["its errors, to whom nobody listens any more", "errors", "EPIPE", "", before],
    ["its errors, to a disk that is full", "errors", "ENOSPC", "", before],
  ] as const)("goes on: %s", (_, which, code, said, exitCode) => {
    const streams = { out: new PassThrough(), errors: new PassThrough() };
    outliveReaders(streams.out, streams.errors);
    streams[which].emit("error", failure(code));
    expect(String(streams.errors.read() ?? "")).toBe(said);
    expect(process.exitCode).toBe(exitCode);
  });
});

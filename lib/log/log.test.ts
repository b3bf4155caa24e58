import { expect, it } from "vitest";
import { readableLine } from "./log";

it("shows a terminal one line for what was said, and nothing that it would obey", () => {
  const err = { stack: "Error: of \u001b[2J\n    at here" };
  const line = {
    level: "warn",
    time: "2026-11-30T12:00:01.000Z",
    msg: "asked for\n12:00:02 info  forged\u001b[2J",
    host: "\u001b[2J",
    err,
  };
  expect(readableLine(JSON.stringify(line))).toBe(
    '12:00:01 warn  asked for\\x0a12:00:02 info  forged\\x1b[2J host="\\u001b[2J"\nError: of \\x1b[2J\n    at here\n',
  );
});

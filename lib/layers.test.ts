import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/**
 * The layers of lib/, from the ground up. A room is a folder of lib/ with what lies below it, and imports only from rooms
 * of lower layers: so there is no circle. docs/architecture.md draws them.
 */
const LAYERS: readonly (readonly string[])[] = [
  [
    "client",
    "crypto",
    "deadline",
    "durations",
    "ids",
    "instant",
    "log",
    "metrics",
    "process",
    "text",
    "verb",
  ],
  ["money"],
  ["db", "http", "search"],
  ["audit", "clock", "connectors", "outbox", "requests"],
  ["deployment", "keys", "live", "merchants", "payments"],
  ["auth"],
  ["customers", "limits", "team", "webhooks"],
  ["checkout", "connected", "policies", "referrals"],
  ["kinds", "people"],
  ["imports"],
  ["connections", "management", "merchant-clocks"],
  ["doors", "invariants", "openapi", "sample"],
  ["jobs"],
  ["server", "test-clock"],
];

/** Made, not written. */
const GENERATED = "generated";

const ROOT = path.resolve(import.meta.dirname, "..");
const SOURCE = /\.tsx?$/;
const TEST = /\.test\.tsx?$|(^|\/)testing(-[\w-]+)?(\/|\.ts$)/;
const IMPORT = /(?:from|import)\s*\(?\s*"((?:@\/|\.)[^"]+)"/g;

interface Import {
  from: string;
  to: string;
}

const sources = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, "/")))
    .filter((file) => SOURCE.test(file) && !TEST.test(file) && !file.startsWith(`lib/${GENERATED}/`));

const importsOf = (file: string): Import[] =>
  [...readFileSync(path.join(ROOT, file), "utf8").matchAll(IMPORT)].flatMap(([, name = ""]) => {
    const to = name.startsWith("@/") ? name.slice(2) : path.posix.join(path.posix.dirname(file), name);
    return [{ from: file, to: resolved(to) }];
  });

function resolved(base: string): string {
  const found = [base, `${base}.ts`, `${base}.tsx`].find((file) => {
    const full = path.join(ROOT, file);
    return existsSync(full) && statSync(full).isFile();
  });
  return found ?? base;
}

function roomOf(file: string): string {
  const [, room = ""] = file.split("/");
  return room.replace(SOURCE, "");
}

function layerOf(room: string): number {
  return LAYERS.findIndex((rooms) => rooms.includes(room));
}

const said = ({ from, to }: Import) => `${from} imports ${to}`;

describe("the layers of lib", () => {
  const files = sources("lib");
  const imports = files.flatMap(importsOf);

  it("are all there is: every room stands on one of them", () => {
    const rooms = [...new Set(files.map(roomOf))];
    expect(rooms.filter((room) => layerOf(room) < 0)).toEqual([]);
    expect(LAYERS.flat().filter((room) => !rooms.includes(room))).toEqual([]);
    expect(imports.length).toBeGreaterThan(1_000);
  });

  it("are drawn as they are in docs/architecture.md, from the top down", () => {
    const drawing = readFileSync(path.join(ROOT, "docs/architecture.md"), "utf8")
      .split("## The layers of lib")[1]
      ?.match(/^ {4}[a-z].*$/gm);
    const drawn = (drawing ?? []).map((line) => (line.trim().split(/ {3,}/)[0] ?? "").split(/ +/).sort());
    expect(drawn).toEqual(LAYERS.map((rooms) => [...rooms].sort()).reverse());
  });

  it("import only downwards, types too", () => {
    const upwards = imports
      .filter(({ to }) => to.startsWith("lib/") && roomOf(to) !== GENERATED)
      .filter(({ from, to }) => roomOf(from) !== roomOf(to) && layerOf(roomOf(to)) >= layerOf(roomOf(from)));
    expect(upwards.map(said)).toEqual([]);
  });

  it("import nothing of app, of components or of the framework", () => {
    const framework = files.filter((file) =>
      /from "(next|react)[/"]/.test(readFileSync(path.join(ROOT, file), "utf8")),
    );
    const upwards = imports.filter(({ to }) => /^(app|components)\//.test(to));
    expect(upwards.map(said)).toEqual([]);
    expect(framework.filter((file) => !file.startsWith("lib/server/"))).toEqual([]);
  });

  it("hold at most forty files flat in one folder", () => {
    const counts = new Map<string, number>();
    for (const file of sources("lib"))
      counts.set(path.posix.dirname(file), (counts.get(path.posix.dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 40)).toEqual([]);
  });
});

describe("components", () => {
  it("import nothing of app: what one page alone uses lies beside that page", () => {
    const upwards = sources("components")
      .flatMap(importsOf)
      .filter(({ to }) => to.startsWith("app/"));
    expect(upwards.map(said)).toEqual([]);
  });
});

import { describe, expect, it, vi } from "vitest";
import { DESCRIBED_DOORS, openApiDoor } from "@/lib/server/doors";
import { collectionOf } from "./collection";

const OPERATIONS = DESCRIBED_DOORS.flatMap(({ operations }) => operations);

async function served(path: string): Promise<string> {
  vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
  const answer = await openApiDoor(new Request(`http://counterfoil.test${path}`));
  vi.unstubAllEnvs();
  expect(answer.status).toBe(200);
  return answer.text();
}

interface PostmanItem {
  name: string;
  request: {
    method: string;
    url: { raw: string; path: string[] };
    auth: { type: string };
    body?: { raw?: string };
  };
}
interface BrunoItem {
  name: string;
  request: { method: string; url: string; auth: { mode: string }; body: { mode: string; json?: string } };
}

describe("the collections", () => {
  const { folders, variables } = collectionOf("https://pay.example.com", DESCRIBED_DOORS);

  it("hold every operation once, in the order of the reference", () => {
    const requests = folders.flatMap((folder) => folder.requests);
    expect(requests.map(({ method, name }) => [method, name])).toEqual(
      OPERATIONS.map(({ method, summary }) => [method, summary]),
    );
  });

  it("name each variable once, and leave none in a spelling that a tool would send as it stands", () => {
    const names = variables.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    const text = JSON.stringify(folders);
    expect(
      [...text.matchAll(/\{\{([A-Z_]+)\}\}/g)]
        .map(([, name = ""]) => name)
        .filter((name) => !names.includes(name)),
    ).toEqual([]);
    const sent = folders.flatMap(({ requests }) =>
      requests.map(({ path, query, body }) => [path, query, body]),
    );
    expect(JSON.stringify(sent)).not.toMatch(/\$[A-Z_]{3,}|\/:/);
  });

  it("are served with the same requests to Postman and to Bruno", async () => {
    const postman = JSON.parse(await served("/api/postman.json")) as {
      item: { name: string; item: PostmanItem[] }[];
    };
    const bruno = JSON.parse(await served("/api/bruno.json")) as {
      items: { name: string; items: BrunoItem[] }[];
    };
    const ofPostman = postman.item
      .flatMap(({ item }) => item)
      .map(({ request }) => [request.method, request.url.raw, request.body?.raw]);
    const ofBruno = bruno.items
      .flatMap(({ items }) => items)
      .map(({ request }) => [request.method, request.url, request.body.json]);
    expect(ofPostman).toEqual(ofBruno);
    expect(ofPostman.length).toBe(OPERATIONS.length);
  });

  it("show a key wherever one is asked for, and nowhere else", () => {
    const shown = folders.flatMap((folder) => folder.requests).map(({ auth }) => auth !== "none");
    expect(shown).toEqual(OPERATIONS.map(({ permission }) => permission !== null));
  });
});

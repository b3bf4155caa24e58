import type { CollectedRequest, Collection } from "./collection";

const SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/** The collection as Postman imports it, in its format 2.1. */
export function postmanCollection({ name, folders, variables }: Collection) {
  return {
    info: { name, schema: SCHEMA },
    item: folders.map((folder) => ({ name: folder.name, item: folder.requests.map(itemOf) })),
    variable: variables.map(({ name: key, value }) => ({ key, value, type: "string" })),
  };
}

function itemOf(request: CollectedRequest) {
  const { name, description, method, path, query, body } = request;
  const asked = query.map(([key, value]) => `${key}=${value}`).join("&");
  return {
    name,
    request: {
      method,
      description,
      url: {
        raw: `{{COUNTERFOIL_URL}}${path}${asked && `?${asked}`}`,
        host: ["{{COUNTERFOIL_URL}}"],
        path: path.split("/").slice(1),
        ...(query.length > 0 && { query: query.map(([key, value]) => ({ key, value })) }),
      },
      auth: authOf(request),
      header: body?.type === "json" ? [{ key: "Content-Type", value: "application/json" }] : [],
      ...(body && { body: bodyOf(body) }),
    },
    response: [],
  };
}

function authOf({ auth }: CollectedRequest) {
  const given = (key: string, value: string) => ({ key, value, type: "string" });
  switch (auth) {
    case "none":
      return { type: "noauth" };
    case "bearer":
      return { type: "bearer", bearer: [given("token", "{{API_KEY}}")] };
    case "basic":
      return { type: "basic", basic: [given("username", "{{API_KEY}}"), given("password", "")] };
  }
}

function bodyOf(body: NonNullable<CollectedRequest["body"]>) {
  switch (body.type) {
    case "json":
      return { mode: "raw", raw: body.text, options: { raw: { language: "json" } } };
    case "form":
      return { mode: "urlencoded", urlencoded: body.fields.map(([key, value]) => ({ key, value })) };
  }
}

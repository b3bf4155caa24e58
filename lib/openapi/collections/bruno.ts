import type { CollectedRequest, Collection } from "./collection";

/** The collection as Bruno imports it: its own export, one file. */
export function brunoCollection({ name, folders, variables }: Collection) {
  return {
    name,
    version: "1",
    items: folders.map((folder, index) => ({
      type: "folder",
      name: folder.name,
      seq: index + 1,
      items: folder.requests.map(itemOf),
    })),
    activeEnvironmentUid: null,
    environments: [
      {
        name,
        variables: variables.map((variable) => ({
          ...variable,
          type: "text",
          enabled: true,
          secret: variable.name === "API_KEY",
        })),
      },
    ],
    brunoConfig: { version: "1", name, type: "collection" },
  };
}

function itemOf(request: CollectedRequest, index: number) {
  const { name, description, method, path, query } = request;
  const asked = query.map(([key, value]) => `${key}=${value}`).join("&");
  return {
    type: "http-request",
    name: name.replaceAll("/", " "),
    seq: index + 1,
    request: {
      url: `{{COUNTERFOIL_URL}}${path}${asked && `?${asked}`}`,
      method,
      headers: [],
      params: query.map(([key, value]) => ({ name: key, value, type: "query", enabled: true })),
      body: bodyOf(request),
      auth: authOf(request),
      docs: description,
    },
  };
}

function authOf({ auth }: CollectedRequest) {
  switch (auth) {
    case "none":
      return { mode: "none" };
    case "bearer":
      return { mode: "bearer", bearer: { token: "{{API_KEY}}" } };
    case "basic":
      return { mode: "basic", basic: { username: "{{API_KEY}}", password: "" } };
  }
}

function bodyOf({ body }: CollectedRequest) {
  switch (body?.type) {
    case undefined:
      return { mode: "none" };
    case "json":
      return { mode: "json", json: body.text };
    case "form":
      return {
        mode: "formUrlEncoded",
        formUrlEncoded: body.fields.map(([name, value]) => ({ name, value, enabled: true })),
      };
  }
}

/** What a request asks of X. `unknown` is every address that the local X does not have. */
export type OperationName =
  | "authorize"
  | "token"
  | "revoke"
  | "me"
  | "timeline"
  | "credits"
  | "uploadImage"
  | "initialize"
  | "append"
  | "finalize"
  | "status"
  | "metadata"
  | "attachSubtitles"
  | "detachSubtitles"
  | "createPost"
  | "showPost"
  | "home"
  | "unknown";

/** An operation together with the id that its address carries (a media id or a user id). */
export interface Route {
  operation: OperationName;
  pathId?: string;
}

const fixedRoutes: Readonly<Record<string, OperationName>> = {
  "GET /": "home",
  "GET /i/oauth2/authorize": "authorize",
  "POST /i/oauth2/authorize": "authorize",
  "POST /2/oauth2/token": "token",
  "POST /2/oauth2/revoke": "revoke",
  "GET /2/users/me": "me",
  "GET /2/usage/credits": "credits",
  "POST /2/media/upload": "uploadImage",
  "GET /2/media/upload": "status",
  "POST /2/media/upload/initialize": "initialize",
  "POST /2/media/metadata": "metadata",
  "POST /2/media/subtitles": "attachSubtitles",
  "DELETE /2/media/subtitles": "detachSubtitles",
  "POST /2/tweets": "createPost",
};

const routesWithId: readonly { method: string; path: RegExp; operation: OperationName }[] = [
  { method: "POST", path: /^\/2\/media\/upload\/([^/]+)\/append$/, operation: "append" },
  { method: "POST", path: /^\/2\/media\/upload\/([^/]+)\/finalize$/, operation: "finalize" },
  { method: "GET", path: /^\/2\/users\/([^/]+)\/tweets$/, operation: "timeline" },
  { method: "GET", path: /^\/\w+\/status\/([0-9]+)$/, operation: "showPost" },
];

/** Finds the operation behind a method and a path (without its query). */
export function routeOf(method: string, path: string): Route {
  const fixed = fixedRoutes[`${method} ${path}`];
  if (fixed !== undefined) return { operation: fixed };
  for (const route of routesWithId) {
    const pathId = route.method === method ? route.path.exec(path)?.[1] : undefined;
    if (pathId !== undefined) return { operation: route.operation, pathId };
  }
  return { operation: "unknown" };
}

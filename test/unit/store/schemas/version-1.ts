import type { StoredVersion } from "./stored-version";
import records from "./version-1.json";

/** Version 1: one account, with posts and attachments in every state. */
export const VERSION_1: StoredVersion = {
  version: 1,
  create(database) {
    const posts = database.createObjectStore("posts", { keyPath: "id" });
    posts.createIndex("byUpdate", "updatedAtMs");
    posts.createIndex("byState", "state");
    const attachments = database.createObjectStore("attachments", { keyPath: "id" });
    attachments.createIndex("byPost", "postId");
    attachments.createIndex("byState", "state");
    database.createObjectStore("chunks", { keyPath: ["attachmentId", "startByte"] });
    database.createObjectStore("accounts", { keyPath: "id" });
    database.createObjectStore("grants", { keyPath: "accountId" });
    database.createObjectStore("settings");
  },
  records: {
    ...records,
    chunks: records.chunks.map(([id, startByte, text]) => [
      String(id),
      Number(startByte),
      String(text),
    ]),
  },
};

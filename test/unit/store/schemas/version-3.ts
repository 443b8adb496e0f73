import type { StoredVersion } from "./stored-version";
import records from "./version-3.json";

/** Version 3: several accounts, and notes about what was told. */
export const VERSION_3: StoredVersion = {
  version: 3,
  create(database) {
    const posts = database.createObjectStore("posts", { keyPath: "id" });
    posts.createIndex("byUpdate", "updatedAtMs");
    posts.createIndex("byState", "state");
    posts.createIndex("byStateAndUpdate", ["state", "updatedAtMs"]);
    const attachments = database.createObjectStore("attachments", { keyPath: "id" });
    attachments.createIndex("byPost", "postId");
    attachments.createIndex("byState", "state");
    database.createObjectStore("chunks", { keyPath: ["attachmentId", "startByte"] });
    database.createObjectStore("accounts", { keyPath: "id" });
    database.createObjectStore("grants", { keyPath: "accountId" });
    database.createObjectStore("settings");
    database.createObjectStore("localFiles", { keyPath: "id" });
    database.createObjectStore("preferences");
    database.createObjectStore("notices");
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

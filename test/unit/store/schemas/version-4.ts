import type { StoredVersion } from "./stored-version";
import records from "./version-4.json";

/** Version 4: previews and subtitles are arrays of bytes. Its tables are those of version 3. */
export const VERSION_4: StoredVersion = {
  version: 4,
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

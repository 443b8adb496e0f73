import { beforeEach, describe, expect, it } from "vitest";
import { getAccount } from "../../../lib/store/account-store";
import { getAttachment, listBusyAttachments } from "../../../lib/store/attachment-store";
import { readDashboard } from "../../../lib/store/dashboard";
import { openDatabase } from "../../../lib/store/database";
import { getPost, listBusyPosts } from "../../../lib/store/post-store";
import { freshDatabase } from "./fresh-database";
import type { StoredVersion } from "./schemas/stored-version";
import { VERSION_1 } from "./schemas/version-1";
import { VERSION_2 } from "./schemas/version-2";
import { VERSION_3 } from "./schemas/version-3";
import { VERSION_4 } from "./schemas/version-4";

/** Every version that people may have on their disks, oldest first. */
const VERSIONS: readonly StoredVersion[] = [VERSION_1, VERSION_2, VERSION_3, VERSION_4];

beforeEach(freshDatabase);

/** Leaves the database as that version of the extension would. */
function install({ version, create, records }: StoredVersion): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("tweet-this-image", version);
    opening.addEventListener("error", () => reject(opening.error as Error));
    opening.addEventListener("upgradeneeded", () => create(opening.result));
    opening.addEventListener("success", () => {
      const database = opening.result;
      const transaction = database.transaction([...database.objectStoreNames], "readwrite");
      for (const table of ["posts", "attachments", "accounts", "grants"] as const) {
        for (const record of records[table]) transaction.objectStore(table).put(record);
      }
      for (const [attachmentId, startByte, text] of records.chunks) {
        const blob = new Blob([text]);
        transaction.objectStore("chunks").put({ attachmentId, startByte, blob });
      }
      for (const [name, value] of Object.entries(records.settings)) {
        transaction.objectStore("settings").put(value, name);
      }
      transaction.addEventListener("error", () => reject(transaction.error as Error));
      transaction.addEventListener("complete", () => {
        database.close();
        resolve();
      });
    });
  });
}

/** Changes fields of a record that an earlier version has left, before anything opens the database. */
function keepRaw(table: string, id: string, fields: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("tweet-this-image");
    opening.addEventListener("error", () => reject(opening.error as Error));
    opening.addEventListener("success", () => {
      const database = opening.result;
      const transaction = database.transaction(table, "readwrite");
      const records = transaction.objectStore(table);
      const reading = records.get(id);
      reading.addEventListener("success", () => {
        records.put({ ...(reading.result as object), ...fields });
      });
      transaction.addEventListener("complete", () => {
        database.close();
        resolve();
      });
    });
  });
}

async function shapeOfTables(): Promise<unknown> {
  const database = await openDatabase();
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names);
  return names.map((name) => {
    const { keyPath, indexNames } = transaction.objectStore(name);
    return { name, keyPath, indexes: [...indexNames] };
  });
}

describe.each(VERSIONS)("an update over version $version", (stored) => {
  const { records } = stored;
  beforeEach(() => install(stored));

  it("makes the tables that a new installation has", async () => {
    const upgraded = await shapeOfTables();
    await freshDatabase();
    expect(upgraded).toEqual(await shapeOfTables());
  });

  it.each(records.posts)("keeps $id with its text and its media", async ({ id, ...post }) => {
    const { state, text, attachmentIds } = post;
    expect(await getPost(id)).toMatchObject({ id, state, text, attachmentIds });
  });

  it.each(records.attachments)("keeps $id with where it came from", async ({ id, ...media }) => {
    const { state, altText, source, postId } = media;
    expect(await getAttachment(id)).toMatchObject({ id, state, altText, source, postId });
  });

  it("gives every job the fields that the newest version writes, no more and no less", async () => {
    const newest = [...VERSION_4.records.posts, ...VERSION_4.records.attachments];
    const fieldsOf = (record: object | undefined) => Object.keys(record ?? {}).toSorted();
    const upgraded = await Promise.all([
      ...records.posts.map(({ id }) => getPost(id)),
      ...records.attachments.map(({ id }) => getAttachment(id)),
    ]);
    expect(upgraded.map((record) => [record?.id, fieldsOf(record)])).toEqual(
      upgraded.map((record) => [record?.id, fieldsOf(newest.find(({ id }) => id === record?.id))]),
    );
  });

  it("keeps every stored byte", async () => {
    const runs = await (await openDatabase()).getAll("chunks");
    const texts = runs.map(async ({ attachmentId, startByte, blob }) => [
      attachmentId,
      startByte,
      await blob.text(),
    ]);
    const byPlace = (a: unknown, b: unknown) => String(a).localeCompare(String(b));
    expect((await Promise.all(texts)).toSorted(byPlace)).toEqual(records.chunks.toSorted(byPlace));
  });

  it("goes on with every job that was under way", async () => {
    const busy = [...(await listBusyPosts()), ...(await listBusyAttachments())];
    const resting = /-(draft|ready|failed|posted|cancelled)$/;
    const underWay = [...records.posts, ...records.attachments].filter(
      ({ id }) => !resting.test(id),
    );
    expect(busy.map(({ id }) => id).toSorted()).toEqual(underWay.map(({ id }) => id).toSorted());
  });

  it("shows the draft that was open, and the history", async () => {
    const { openDraft, activity } = await readDashboard();
    expect(openDraft?.post.id).toBe(records.settings["open-draft"]);
    expect(activity.map(({ post }) => post.id)).toEqual(
      expect.arrayContaining(records.posts.map(({ id }) => id)),
    );
  });

  it("leaves the person signed in, with the same app and the same tokens", async () => {
    const [account] = records.accounts;
    expect(await getAccount("primary")).toMatchObject({
      clientId: account?.["clientId"],
      state: account?.["state"],
      user: account?.["user"],
    });
    const grants = await (await openDatabase()).getAll("grants");
    const [grant] = records.grants;
    expect(grants).toHaveLength(records.grants.length);
    expect(grants[0]).toMatchObject({
      accessToken: grant?.["accessToken"],
      refreshToken: grant?.["refreshToken"],
    });
  });
});

it("every version of the schema, the newest included, is among those tried", async () => {
  const { version } = await openDatabase();
  expect(VERSIONS.map((stored) => stored.version)).toEqual(
    Array.from({ length: version }, (_, index) => index + 1),
  );
});

describe("previews and subtitles that were stored as blobs", () => {
  it.each([VERSION_2, VERSION_3])("of version $version come out as bytes", async (stored) => {
    const { records } = stored;
    await install(stored);
    const [{ id }] = records.attachments as [{ readonly id: string }];
    await keepRaw("attachments", id, {
      thumbnail: new Blob(["picture"]),
      subtitles: { id: "s", file: new Blob(["WEBVTT"]), fileName: "a.vtt" },
    });
    const attachment = await getAttachment(id);
    expect(attachment?.thumbnail).toEqual(new TextEncoder().encode("picture"));
    expect(attachment?.subtitles).toEqual({
      id: "s",
      bytes: new TextEncoder().encode("WEBVTT"),
      fileName: "a.vtt",
    });
  });
});

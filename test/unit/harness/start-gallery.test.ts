import { expect, it } from "vitest";
import { startGallery } from "../../pages/start-gallery";

it("lets scripts of other sites read what is made for each request, and tells how each was answered", async () => {
  const gallery = await startGallery();
  try {
    const bytes = new TextEncoder().encode("#EXTM3U");
    const file = { contentType: "text/plain", totalBytes: bytes.length, chunks: () => [bytes] };
    gallery.offerFile("list.m3u8", () => file);
    gallery.offer("own.m3u8", "text/plain", bytes);
    const ask = async (name: string) => {
      const { headers } = await fetch(`http://127.0.0.1:${gallery.port}/made/${name}`);
      return headers.get("access-control-allow-origin");
    };
    expect([await ask("list.m3u8"), await ask("own.m3u8")]).toEqual(["*", null]);
    gallery.refuse("list.m3u8", 500, 1);
    await ask("list.m3u8");
    expect(gallery.requests.map(({ status }) => status)).toEqual([200, 200, 500]);
  } finally {
    await gallery.close();
  }
});

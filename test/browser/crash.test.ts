import { expect, it } from "vitest";
import { useExtensionWorld } from "./use-extension-world";

/** 64 MiB: long enough to die in the middle of it, with many segments on either side. */
const BYTES = 64 * 1024 * 1024;
const QUERY = `?bytes=${BYTES}`;

const world = useExtensionWorld({ own: {}, clears: false });

it(
  "a browser killed in the middle of a 64 MB upload finishes it after its restart, sending little twice",
  { timeout: 150_000 },
  async () => {
    const { x, gallery } = world;
    // The faster the line, the more is on its way at once, and sent again: here two or three segments.
    x.change({ bandwidthBitsPerSecond: 50_000_000 });
    // Of segments of 1 MiB at first and of up to 4 MiB later, the ninth is in the middle.
    const held = x.hold({ operation: "append", nth: 9 });
    const { page, media } = await world.visit("large-video", QUERY);
    await world.tweet(page, media);
    const composer = await world.composerPopup();
    await composer.writeAndPost("Through a crash");
    await held.reached;
    // The upload begins with the capture; from here on the page is needed no more.
    const watching = await world.openComposer();
    await (await watching.activity("publishing")).getByText("Uploading").waitFor();
    await world.crashAndRestart();
    held.release();

    const again = await world.openComposer();
    await again.reaches("posted", { timeout: 90_000 });
    expect(x.posts).toHaveLength(1);
    expect(x.allMedia()).toMatchObject([{ sha256: gallery.sha256Of(`/large/video.mp4${QUERY}`) }]);
    const sentBytes = x.log
      .filter((entry) => entry.operation === "append")
      .reduce((sum, entry) => sum + entry.requestBytes, 0);
    expect(sentBytes / BYTES).toBeLessThanOrEqual(1.1);
  },
);

import { connect } from "node:http2";
import type { XServer } from "../x-server/x-server";

/**
 * Has the local X answer an address of its authorize page with consent, and returns the address to which
 * that leads, without going there: what a person copies where the browser does not hand it over.
 */
export async function readRedirect(x: XServer, authorizeAddress: string): Promise<string> {
  x.change({ consent: "allow" });
  const { pathname, search } = new URL(authorizeAddress);
  const session = connect(`https://127.0.0.1:${x.port}`, { rejectUnauthorized: false });
  try {
    const request = session.request({ ":path": pathname + search, ":authority": "x.com" });
    return await new Promise<string>((resolve, reject) => {
      request.once("error", reject);
      request.once("response", (headers) => resolve(String(headers.location)));
    });
  } finally {
    session.destroy();
  }
}
